/** Words of others inside our sentences: short, on one line, and without what could be a secret. */
import type { ErrorDetails } from '../base/errors.ts'
import { trimEnd } from '../base/trim-end.ts'
import { redactUrl } from '../traffic/redact-fields.ts'
import { redactText } from '../traffic/redact-text.ts'
import type { Match, Seen } from './row.ts'

/** The group as it may be shown, or other words. */
export function group(match: Match, name: string, otherwise: string): string {
  const value = trimEnd(match.groups?.[name] ?? '', ` \t\r\n.,;:!?"')]}`)
  if (value === '') return otherwise
  const shown = /^[a-z]+:\/\//i.test(value) ? redactUrl(value) : redactText(value)
  return shown.length > 200 ? `${shown.slice(0, 199)}…` : shown
}

/** Details with the address of the server in question. */
export const atServer = ({ match }: Seen): ErrorDetails => ({
  server: group(match, 'server', 'the server'),
})

/** Text of a provider inside one of our sentences: one line, no stop at the end, not endless. */
export function quoted(text: string | undefined, otherwise: string): string {
  const words = (text ?? '').slice(0, 1_000).replaceAll(/[\s\p{Cc}]+/gu, ' ')
  const line = trimEnd(words.trim(), '.')
  if (line === '') return otherwise
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}

/** The provider's own words for a reason. */
export const reason = ({ fault }: Seen): ErrorDetails => ({
  reason: quoted(fault.description ?? fault.error, 'it gave no reason'),
})
