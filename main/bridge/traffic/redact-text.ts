/**
 * Takes the secrets out of a text of any kind: an error, an address, the value of a field. What
 * stands beside a telling name goes, and so does what looks like a secret by itself.
 */
import { isErrorCode } from '../base/errors.ts'
import { verdictOf } from './secret-names.ts'
import { dots, hideKnownShapes, hideRandom } from './secret-shapes.ts'

/** Short and of plain words only: the names of tools and methods, which are most of what is asked. */
const harmless = /^(?!(?:[spr]k|gh[opsur]|npm|hf|glpat|pypi|xox[a-z])[-_])[a-z_/ .-]{0,19}$/

/** Encoded in itself more often than this, a value is not looked into but hidden. */
const deepest = 3

export function redactText(text: string, depth = 0): string {
  if (harmless.test(text)) return text
  return hideRandom(redactEncoded(redactPairs(hideKnownShapes(text)), depth))
}

/** The value of a field, by the field's name and by what it looks like itself. */
export function redactNamed(name: string, value: string): string {
  const named = byName(name, value)
  if (named !== undefined) return named
  return verdictOf(name) === 'open' ? hideKnownShapes(value) : redactText(value)
}

/** What the name alone decides; undefined when it decides nothing. */
function byName(name: string, value: string): string | undefined {
  const verdict = verdictOf(name)
  if (verdict === 'shorten') return value.length < 16 ? dots : `${value.slice(0, 4)}…`
  return verdict === 'hide' && !isHarmlessCode(name, value) ? dots : undefined
}

const decides = (name: string): boolean => /^(?:hide|shorten)$/.test(verdictOf(name))

/** `code` is a secret of OAuth, and also the word for which error it was. */
const isHarmlessCode = (name: string, value: string): boolean =>
  name.toLowerCase() === 'code' && (isErrorCode(value) || /^-?\d{1,5}$/.test(value))

const separator = /[=:]/g
const quoted = /^(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)/s
const bare = /^\\{0,3}["']?[^\s"'&,;<>(){}\\]+/
const space = /\s/
const partOfName = /[\w.-]/
const longestName = 61

/** `name=value` and `name: value`, as in queries, error texts and broken JSON. */
function redactPairs(text: string): string {
  let redacted = ''
  let done = 0
  for (const { index } of text.matchAll(separator)) {
    if (index < done) continue
    const name = nameBefore(text, index, done)
    // A name that decides nothing needs no value: looking for one each time costs the square.
    if (!decides(name)) continue
    const start = skip(text, index + 1, 3, space)
    const rest = text.slice(start)
    const value = (quoted.exec(rest) ?? bare.exec(rest))?.[0] ?? ''
    const instead = value === '' ? undefined : byName(name, value)
    if (instead === undefined) continue
    redacted += text.slice(done, start) + instead
    done = start + value.length
  }
  return redacted + text.slice(done)
}

/**
 * The name that ends before a separator. Read backwards from each separator, every name is read once;
 * a pattern that looks for names from the front reads each again from all of its letters.
 */
function nameBefore(text: string, separatorAt: number, from: number): string {
  let end = separatorAt
  end = skipBack(text, end, 3, space)
  if (text[end - 1] === '"' || text[end - 1] === "'") end -= 1
  end = skipBack(text, end, 3, /\\/)
  const start = Math.max(from, skipBack(text, end, longestName, partOfName))
  // A name begins with a letter.
  return text.slice(start, end).replace(/^[^A-Za-z]+/, '')
}

function skip(text: string, at: number, most: number, what: RegExp): number {
  let end = at
  while (end < at + most && what.test(text[end] ?? '')) end += 1
  return end
}

function skipBack(text: string, at: number, most: number, what: RegExp): number {
  let start = at
  while (start > 0 && start > at - most && what.test(text[start - 1] ?? '')) start -= 1
  return start
}

/** Letters and escapes in one run; an escape alone cannot be looked for without going back. */
const run = /[\w.~%+-]+/g
const escapes = /(?:%[\da-f]{2})+/gi

/** An address inside an address carries its secrets percent-encoded. */
function redactEncoded(text: string, depth: number): string {
  if (!text.includes('%')) return text
  return text.replace(run, (whole) => {
    if (!whole.includes('%')) return whole
    const decoded = whole.replace(escapes, decode)
    if (decoded === whole) return whole
    if (depth >= deepest) return dots
    const redacted = redactText(decoded, depth + 1)
    return redacted === decoded ? whole : encodeKeepingDots(redacted)
  })
}

const encodeKeepingDots = (text: string): string =>
  encodeURIComponent(text).replaceAll('%E2%80%A2', '•').replaceAll('%E2%80%A6', '…')

/** Also what a cut or a mistake left of an escape: one bad sign must not shield all that is beside it. */
const decode = (escaped: string): string =>
  Buffer.from(escaped.replaceAll('%', ''), 'hex').toString('utf8')
