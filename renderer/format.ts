/** Times, sizes and numbers as people read them, in the language of the browser. */

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'long' })
const weekday = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const withYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' })
const number = new Intl.NumberFormat()

/** "10:04" today, "20 Nov, 10:04" before. */
export function timeOf(iso: string, now = new Date()): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const today = date.toDateString() === now.toDateString()
  return today ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`
}

/** To the second, with the day. */
export function exactTime(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : exact.format(date)
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "now", "3 minutes ago", "yesterday", "in 9 minutes"; after a month the day. */
export function relativeTime(iso: string, now = Date.now()): string {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return iso
  const away = time - now
  const size = Math.abs(away)
  if (size < MINUTE) return relative.format(0, 'second')
  if (size < HOUR) return relative.format(Math.trunc(away / MINUTE), 'minute')
  if (size < DAY) return relative.format(Math.trunc(away / HOUR), 'hour')
  if (size < 30 * DAY) return relative.format(Math.trunc(away / DAY), 'day')
  return day.format(time)
}

/** "today", "yesterday", "Friday, 20 November"; with the year once it is another one. */
export function dayOf(iso: string, now = new Date()): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const midnight = (of: Date): number => Date.UTC(of.getFullYear(), of.getMonth(), of.getDate())
  const days = (midnight(date) - midnight(now)) / DAY
  if (days === 0 || days === -1) return relative.format(days, 'day')
  const sameYear = date.getFullYear() === now.getFullYear()
  return sameYear ? weekday.format(date) : withYear.format(date)
}

/** "12,345". */
export const numberOf = (value: number): string => number.format(value)

/** "512 B", "12 kB", "3.4 MB". */
export function sizeOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit > 0 && value < 10 ? 1 : 0
  return `${value.toFixed(digits)} ${units[unit]}`
}
