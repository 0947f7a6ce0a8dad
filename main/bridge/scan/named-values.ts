/**
 * `name = value` where the name says that the value is secret: lines of an `.env`, headers, JSON, code and
 * what people write to each other. Read backwards from each separator, so that every name is read once.
 */
import { looksSecret } from './looks-secret.ts'
import { isSecretName } from './secret-names.ts'

export interface NamedValue {
  start: number
  end: number
}

/** Also `'name', 'value'`, as in a call. */
const separators = /[=:：]|["'`]\s{0,4},(?=\s{0,4}["'`])| (?:is|lautet|ist|est|es) /g
const inName = /[\w.-]/
const longestName = 64
/** Ends at the next separator, so that no sign is read for two names. */
const value = /[^\s"'`,;<>(){}[\]|，。；、「」“”:=]{4,300}={0,3}/y
const openQuote = /^["'`“「]$/
const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '「': '」',
}
const longestQuoted = 200
/** Values are set in columns, too. */
const widestGap = 24

/** Every value under such a name, in the order of the text. */
export function namedValues(text: string): NamedValue[] {
  const found: NamedValue[] = []
  let done = 0
  for (const match of text.matchAll(separators)) {
    if (match.index < done) continue
    const { name, at: nameAt, end: nameEnd } = nameBefore(text, match.index, done)
    if (!isSecretName(name)) continue
    const start = valueStart(text, match.index + match[0].length)
    const end = valueEnd(text, start)
    if (end === start) continue
    if (match[0] !== '=' && isLabel(text, nameAt, nameEnd, start)) continue
    const isListed = match[0].endsWith(',')
    if (!looksSecret({ text, start, end, name, nameAt, isListed })) continue
    found.push({ start, end })
    done = end
  }
  return found
}

/** `"Password:"`: the quote behind it closes, and what follows is something else. */
const isLabel = (text: string, nameAt: number, nameEnd: number, start: number): boolean =>
  openQuote.test(text[nameAt - 1] ?? '') &&
  text[nameAt - 1] === text[start - 1] &&
  !text.slice(nameEnd, start - 1).includes(text[start - 1] ?? '')

interface Name {
  name: string
  at: number
  end: number
}

/** The name that ends before the separator, over spaces and a closing quote. */
function nameBefore(text: string, separatorAt: number, from: number): Name {
  let end = separatorAt
  const back = Math.max(from, end - 16)
  while (end > back && /[\s:"'`\]?*\\]/.test(text[end - 1] ?? '')) end -= 1
  let start = end
  const first = Math.max(from, end - longestName)
  while (start > first && inName.test(text[start - 1] ?? '')) start -= 1
  // "API key: …" and "the client secret is …" in prose.
  const name = text.slice(start, end)
  if (text[start - 1] !== ' ' || name.length > 12) return { name, at: start, end }
  let before = start - 1
  const furthest = Math.max(from, before - 12)
  while (before > furthest && inName.test(text[before - 1] ?? '')) before -= 1
  return { name: `${text.slice(before, start - 1)}_${name}`, at: before, end }
}

/** Behind `=`, `:=`, `=>`, spaces, and what opens the value: a quote, or one with a backslash before it. */
function valueStart(text: string, at: number): number {
  let start = at
  const last = at + widestGap
  while (start < last && /[\s=>:*]/.test(text[start] ?? '') && text[start] !== '\n') start += 1
  if (text[start] === '\\' && openQuote.test(text[start + 1] ?? '')) start += 1
  if (openQuote.test(text[start] ?? '')) {
    start += 1
    // `'"value"'`, as build files write it.
    if (openQuote.test(text[start] ?? '') && text[start] !== text[start - 1]) {
      const inner = closing[text[start] ?? ''] ?? ''
      if (text.slice(start + 1, start + longestQuoted).includes(`${inner}${text[start - 1]}`))
        start += 1
    }
  }
  return text.startsWith('base64:', start) ? start + 'base64:'.length : start
}

/** What stands in quotes is read to the closing one, on the same line; else up to what ends a word. */
function valueEnd(text: string, start: number): number {
  const close = closing[text[start - 1] ?? '']
  if (close !== undefined) {
    const rest = text.slice(start, start + longestQuoted)
    const at = rest.indexOf(close)
    const line = rest.indexOf('\n')
    if (at > 0 && (line < 0 || at < line)) return start + (rest[at - 1] === '\\' ? at - 1 : at)
  }
  value.lastIndex = start
  return start + trimmed(value.exec(text)?.[0] ?? '')
}

/** Without the full stop of the sentence it stands in. */
function trimmed(found: string): number {
  let end = found.length
  while (end > 0 && /[.!?:*，。]/.test(found[end - 1] ?? '')) end -= 1
  return end
}
