/**
 * The text of messages and notes: not empty, well-formed Unicode without control characters, within
 * the limit of bytes.
 */
import { BridgeError } from '../base/errors.ts'
import { withoutEmphasis } from './emphasis.ts'

/**
 * C0 without tab and line ends: nothing shows them, and in JSON each becomes six characters
 * (RFC 8259 section 7), which would make an answer six times as large as the limits allow.
 */
const forbidden = /(?![\t\n\r\x7F-\x9F])\p{Cc}/u

/**
 * The text as it is stored. Lone surrogates become U+FFFD here, because the disk would do so
 * anyway and the hash of the log must be over what is read back.
 */
export function requireText(text: string, limit: number): string {
  const wellFormed = text.toWellFormed()
  if (wellFormed.trim() === '') {
    throw new BridgeError('invalid-input', { problem: 'There is no text to send.' })
  }
  const control = wellFormed.search(forbidden)
  if (control >= 0) {
    const code = wellFormed.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0')
    throw new BridgeError('invalid-text', { character: `U+${code}`, position: control + 1 })
  }
  const size = Buffer.byteLength(wellFormed)
  if (size > limit) throw new BridgeError('message-too-large', { size, limit })
  return wellFormed
}

/** The first words of a text on one line and without emphasis, at most `length` characters. */
export function firstWords(text: string, length: number): string {
  // Only a beginning is looked at: the rest of a long text cannot matter.
  const line = withoutEmphasis(text.slice(0, length * 4))
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (line.length <= length) return line
  const cut = line.slice(0, length - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > length / 2 ? cut.slice(0, space) : cut).toWellFormed()}…`
}

export const removedText = '[removed by the owner]'

/** No text is ever written empty: one that is was removed for good, and a reader is told so. */
export const textOrRemoved = (text: string): string => (text === '' ? removedText : text)
