/** Addresses and form bodies: fields joined by `&`, each judged by its name. */
import { redactNamed, redactText } from './redact-text.ts'

/** The address as it may be shown: path, query and fragment without secrets. */
export function redactUrl(url: string): string {
  const [, path = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(url) ?? []
  return (
    redactText(path) +
    (query === undefined ? '' : `?${redactForm(query)}`) +
    (fragment === undefined ? '' : `#${redactForm(fragment)}`)
  )
}

export const redactForm = (form: string): string => form.split('&').map(redactField).join('&')

function redactField(field: string): string {
  const at = field.indexOf('=')
  if (at < 0) return redactText(field)
  const [name, value] = [field.slice(0, at), field.slice(at + 1)]
  const plain = decoded(value)
  const redacted = value === '' ? '' : redactNamed(decoded(name), plain)
  return `${redactText(name)}=${redacted === plain ? value : redacted}`
}

/** As a form decodes it; what cannot be decoded is looked at as it is. */
function decoded(value: string): string {
  const spaced = value.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
