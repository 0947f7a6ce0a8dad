/** Times as people read them. */

/** `2026-11-21 14:05`, as the clock on the wall has it. */
export const localTime = (iso: string): string =>
  // Sweden writes times this way; which time it is follows from the computer.
  new Date(iso).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
