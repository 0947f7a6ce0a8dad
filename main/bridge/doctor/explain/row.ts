/** One wording, and the catalogue entry it leads to. */
import type { ErrorCode, ErrorDetails } from '../../base/errors.ts'
import { redactUrl } from '../../traffic/redact-fields.ts'
import { redactText } from '../../traffic/redact-text.ts'
import { trimEnd } from '../../base/trim-end.ts'

export interface TextRow {
  code: ErrorCode
  /** Looked for in plain words; a group named `server` is an address the client was given. */
  text: RegExp
  /** Counts only when nothing more exact was found. */
  general?: true
  /** The client asks from the cloud of its maker. */
  cloud?: true
  /** Findings that this one explains better. */
  instead?: readonly string[]
  /** What fills the words in braces; nothing of it may be secret. */
  details?: (match: RegExpExecArray) => ErrorDetails
}

/** The group as it may be shown, or other words. */
export function group(match: RegExpExecArray, name: string, otherwise: string): string {
  const value = trimEnd(match.groups?.[name] ?? '', ` \t\r\n.,;:!?"')]}`)
  if (value === '') return otherwise
  const shown = /^[a-z]+:\/\//i.test(value) ? redactUrl(value) : redactText(value)
  return shown.length > 200 ? `${shown.slice(0, 199)}…` : shown
}

/** Details with the address of the server in question. */
export const atServer = (match: RegExpExecArray): ErrorDetails => ({
  server: group(match, 'server', 'the server'),
})
