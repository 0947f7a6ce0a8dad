/** A body of any kind that was kept as text: JSON, an event stream, a form, or plain words. */
import { redactForm } from './redact-fields.ts'
import { redactJson } from './redact-json.ts'
import { redactText } from './redact-text.ts'

const looksLikeJson = /^\s*[{["]/
const looksLikeEvents = /^(?:event|data|id|retry)?: ?/
const looksLikeForm = /^[\w.%+[\]-]+=[^\s]*$/

/** `cut`: the end is missing, and what stands there may be the beginning of a secret. */
export function redactBody(text: string, cut: boolean): string {
  const whole = cut ? withoutLastWord(text) : text
  if (looksLikeEvents.test(whole)) return whole.split('\n').map(redactEventLine).join('\n')
  return redactPlain(whole)
}

const betweenWords = /[\s"'&,;<>(){}[\]]/

/** From the end: looked for from the front, a word without end costs the square of its length. */
function withoutLastWord(text: string): string {
  let end = text.length
  while (end > 0 && !betweenWords.test(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

function redactPlain(text: string): string {
  if (looksLikeJson.test(text)) return redactJson(text)
  return looksLikeForm.test(text) ? redactForm(text) : redactText(text)
}

function redactEventLine(line: string): string {
  const [field = ''] = /^[a-z]*:? ?/.exec(line) ?? []
  return field + redactPlain(line.slice(field.length))
}
