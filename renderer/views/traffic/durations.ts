/** Times as exact as traffic needs them: "4 ms", "1.2 s", "10:04:07". */

const unit = (name: string, digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  })
const milliseconds = unit('millisecond', 0)
const seconds = unit('second', 1)
const minutes = unit('minute', 0)
const hours = unit('hour', 1)
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })
const exact = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
})

export function durationOf(ms: number): string {
  if (ms < 1_000) return milliseconds.format(ms)
  if (ms < 60_000) return seconds.format(ms / 1_000)
  if (ms < 3_600_000) return minutes.format(ms / 60_000)
  return hours.format(ms / 3_600_000)
}

/** To the second. */
export const clockOf = (at: number): string => clock.format(at)

/** With the day. */
export const momentOf = (at: number): string => exact.format(at)
