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

const nameBefore = /([A-Za-z][\w.-]{0,60})\\{0,3}["']?\s{0,3}[=:]\s{0,3}/g
const quoted = /^(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)/s
const bare = /^\\{0,3}["']?[^\s"'&,;<>(){}\\]+/

/** `name=value` and `name: value`, as in queries, error texts and broken JSON. */
function redactPairs(text: string): string {
  let redacted = ''
  let done = 0
  for (const match of text.matchAll(nameBefore)) {
    const start = match.index + match[0].length
    // A name that decides nothing needs no value: looking for one each time costs the square.
    if (match.index < done || !decides(match[1] ?? '')) continue
    const rest = text.slice(start)
    const value = (quoted.exec(rest) ?? bare.exec(rest))?.[0] ?? ''
    const instead = value === '' ? undefined : byName(match[1] ?? '', value)
    if (instead === undefined) continue
    redacted += text.slice(done, start) + instead
    done = start + value.length
  }
  return redacted + text.slice(done)
}

/** An address inside an address carries its secrets percent-encoded. */
function redactEncoded(text: string, depth: number): string {
  if (!text.includes('%')) return text
  return text.replace(/[\w.~+-]*%[\da-f]{2}[\w.~%+-]*/gi, (run) => {
    const decoded = decode(run)
    if (decoded === undefined || decoded === run) return run
    if (depth >= deepest) return dots
    const redacted = redactText(decoded, depth + 1)
    return redacted === decoded ? run : encodeKeepingDots(redacted)
  })
}

const encodeKeepingDots = (text: string): string =>
  encodeURIComponent(text).replaceAll('%E2%80%A2', '•').replaceAll('%E2%80%A6', '…')

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
