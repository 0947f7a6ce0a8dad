/**
 * Takes the secrets out of JSON without parsing it as a whole, so that it works on a body that was
 * cut, keeps the spelling of what it leaves, and sees every one of several equal keys.
 */
import { redactNamed, redactText } from './redact-text.ts'
import { verdictOf } from './secret-names.ts'
import { dots } from './secret-shapes.ts'

interface Container {
  /** The key whose value comes next; undefined inside a list. */
  key: string | undefined
  /** Everything in it belongs to a secret. */
  hidden: boolean
}

/** A string (perhaps broken off), a number or word, a sign, or what stands between. */
const token = /"(?:[^"\\]|\\.)*"?|[\w+.-]+|[{}[\]:,]|[^"\w+.{}[\]:,-]+/gs

/** JSON inside strings inside JSON, as tools answer it. */
const deepest = 4

export function redactJson(text: string, depth = 0): string {
  const stack: Container[] = []
  let inside: Container = { key: undefined, hidden: false }
  /** Where the last string stands in `parts`, in case it turns out to be a key. */
  let last = { index: -1, raw: '', text: '' }
  const parts: string[] = []
  const hides = () =>
    inside.hidden || (inside.key !== undefined && verdictOf(inside.key) === 'hide')

  for (const [part] of text.matchAll(token)) {
    const [first = ''] = part
    if (first === '"') {
      const value = unquote(part)
      last = { index: parts.length, raw: part, text: value ?? '' }
      parts.push(value === undefined ? `"${dots}"` : redactString(part, value))
    } else if (first === ':' && last.index >= 0) {
      inside.key = last.text
      // A key was judged as a value; as a key it stays, unless it looks like a secret itself.
      parts[last.index] = requote(last.raw, last.text, redactText(last.text))
      last.index = -1
      parts.push(part)
    } else if (first === '{' || first === '[') {
      stack.push(inside)
      // The members of a list go by the key of the list.
      inside = { key: first === '[' ? inside.key : undefined, hidden: hides() }
      parts.push(part)
    } else if (first === '}' || first === ']') {
      inside = stack.pop() ?? { key: undefined, hidden: false }
      parts.push(part)
    } else if (first === ',') {
      last.index = -1
      parts.push(part)
    } else if (/^[\w+.-]/.test(part)) {
      last = { index: parts.length, raw: part, text: part }
      parts.push(redactWord(part))
    } else {
      parts.push(part)
    }
  }
  return parts.join('')

  function redactString(raw: string, value: string): string {
    if (inside.hidden) return `"${dots}"`
    return requote(raw, value, redactValue(value))
  }

  function redactValue(value: string): string {
    if (/^\s*[{[]/.test(value)) {
      return hides() || depth >= deepest ? dots : redactJson(value, depth + 1)
    }
    return inside.key === undefined ? redactText(value) : redactNamed(inside.key, value)
  }

  /** A number, `true`, or in what is not quite JSON a value or key without quotes. */
  function redactWord(raw: string): string {
    if (/^(?:true|false|null)$/.test(raw)) return raw
    if (inside.hidden) return `"${dots}"`
    const redacted = inside.key === undefined ? redactText(raw) : redactNamed(inside.key, raw)
    return redacted === raw ? raw : JSON.stringify(redacted)
  }
}

const requote = (raw: string, value: string, redacted: string): string =>
  redacted === value ? raw : JSON.stringify(redacted)

/** Undefined for a string that is none, as one that was cut in the middle of an escape. */
function unquote(raw: string): string | undefined {
  const closed = raw.length > 1 && raw.endsWith('"') ? raw : `${raw}"`
  try {
    return JSON.parse(closed) as string
  } catch {
    return undefined
  }
}
