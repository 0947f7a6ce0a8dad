/** Times as the host's person reads them. */

let locale: string | undefined
let timeZone: string | undefined

/** As the host has them; what it gets wrong is left to the browser. */
export function setPlace(place: {
  locale?: string | undefined
  timeZone?: string | undefined
}): void {
  try {
    new Intl.DateTimeFormat(place.locale, { timeZone: place.timeZone }).format()
    ;({ locale, timeZone } = place)
  } catch {
    locale = undefined
    timeZone = undefined
  }
}

/** "14:02", with the day when it was not today. */
export function timeOf(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  const day = (date: Date) => date.toLocaleDateString(locale, { timeZone })
  const time = at.toLocaleTimeString(locale, { timeZone, hour: '2-digit', minute: '2-digit' })
  if (day(at) === day(new Date())) return time
  return `${at.toLocaleDateString(locale, { timeZone, day: 'numeric', month: 'short' })}, ${time}`
}
