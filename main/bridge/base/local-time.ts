/** Times as people read them. */

/** `2026-11-21 14:05`, as the clock on the wall has it. */
export function localTime(iso: string): string {
  // By hand: the first time that Intl is asked takes as long as all the rest of a command.
  const at = new Date(iso)
  const two = (number: number) => String(number).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** `14:02`, with the date when it was another day than `now`. */
export function clockTime(iso: string, now: number): string {
  const [day, time] = localTime(iso).split(' ')
  const [today] = localTime(new Date(now).toISOString()).split(' ')
  return day === today ? `${time}` : `${day} ${time}`
}
