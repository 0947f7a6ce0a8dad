/** Times as people read them. */

/** `2026-11-21 14:05`, as the clock on the wall has it. */
export const localTime = (iso: string): string =>
  // Sweden writes times this way; which time it is follows from the computer.
  new Date(iso).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })

/** `14:02`, with the date when it was another day than `now`. */
export function clockTime(iso: string, now: number): string {
  const [day, time] = localTime(iso).split(' ')
  const [today] = localTime(new Date(now).toISOString()).split(' ')
  return day === today ? `${time}` : `${day} ${time}`
}
