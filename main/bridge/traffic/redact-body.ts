/** A body of any kind that was kept as text: JSON, an event stream, a form, or plain words. */
import { redactForm } from './redact-fields.ts'
import { redactJson } from './redact-json.ts'
import { redactText } from './redact-text.ts'

const looksLikeJson = /^\s*[{["]/
const looksLikeEvents = /^(?:event|data|id|retry)?: ?/
const looksLikeForm = /^[\w.%+[\]-]+=[^\s]*$/

/** `cut`: the end is missing, and what stands there may be the beginning of a secret. */
export function redactBody(text: string, cut: boolean): string {
  const whole = cut ? text.replace(/[^\s"'&,;<>(){}[\]]+$/, '') : text
  if (looksLikeEvents.test(whole)) return whole.split('\n').map(redactEventLine).join('\n')
  return redactPlain(whole)
}

function redactPlain(text: string): string {
  if (looksLikeJson.test(text)) return redactJson(text)
  return looksLikeForm.test(text) ? redactForm(text) : redactText(text)
}

function redactEventLine(line: string): string {
  const [, field = '', rest = ''] = /^([a-z]*:? ?)(.*)$/s.exec(line) ?? []
  return field + redactPlain(rest)
}
