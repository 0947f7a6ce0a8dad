/** How wrong a clock is, in the words of `clock-wrong`. */

/** Tokens and certificates bear less than this. */
export const clockOffMs = 60_000

/** `offsetMs` is how far it is ahead. */
export const clockWords = (offsetMs: number) => ({
  seconds: Math.round(Math.abs(offsetMs) / 1_000),
  direction: offsetMs > 0 ? 'ahead' : 'behind',
})
