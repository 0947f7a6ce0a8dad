/**
 * `name = value` where the name says that the value is secret: lines of an `.env`, headers, JSON, code and
 * what people write to each other. Read backwards from each separator, so that every name is read once.
 */
import { entropy, isPlaceholder, kindsOfSigns } from './placeholder.ts'

export interface NamedValue {
  start: number
  end: number
}

const separators = /[=:：]| (?:is|lautet|ist|est|es) /g
const inName = /[\w.-]/
const longestName = 64
/** Ends at the next separator, so that no sign is read for two names. */
const value = /[^\s"'`,;<>(){}[\]|，。；、「」“”:=]{6,300}={0,3}/y
const openQuote = /^["'`“「]$/

/** Names that hold a secret, whatever is joined to them. */
const secretName =
  /pass(?:word|wd|phrase|code)|(?:^|[_.-])(?:pass|pwd|pw)$|secret|(?:^|[_.-])(?:auth|dsn)$|(?:api|access|account|private|signing|encryption|master|service|session|license|shared|storage|admin|deploy|client|app|auth|webhook|role)[_.-]?key|(?:^|[_.-])token$|(?:access|auth|api|refresh|bearer|bot|id|user|session|deploy|personal|security|csrf|app)[_.-]?token|_token(?:_|$)|^x-[a-z-]{0,30}key$/i
/** In capitals, as environments have them, also any other key. */
const environmentKey = /^[A-Z\d]{2,30}(?:_[A-Z\d]{1,30}){0,6}_KEY$/
/** Names about a secret that hold none. */
const aboutName =
  /(?:name|id|ids|file|path|url|uri|type|length|len|size|count|limit|lifetime|expir\w{0,8}|ttl|hash|algorithm|policy|field|input|label|hint|prompt|min|max|format|endpoint|scope|scopes|version|regex|pattern|reset|placeholder|rotation|index|_at|_on)s?$/i

/** Every value under such a name, in the order of the text. */
export function namedValues(text: string): NamedValue[] {
  const found: NamedValue[] = []
  let done = 0
  for (const match of text.matchAll(separators)) {
    if (match.index < done) continue
    const name = nameBefore(text, match.index, done)
    if (!(secretName.test(name) || environmentKey.test(name)) || aboutName.test(name)) continue
    const start = valueStart(text, match.index + match[0].length)
    value.lastIndex = start
    const end = start + trimmed(value.exec(text)?.[0] ?? '')
    if (end === start || !looksSecret(text, start, end, name)) continue
    found.push({ start, end })
    done = end
  }
  return found
}

/** The name that ends before the separator, over spaces and a closing quote. */
function nameBefore(text: string, separatorAt: number, from: number): string {
  let end = separatorAt
  const back = Math.max(from, end - 16)
  while (end > back && /[\s:"'`\]?*]/.test(text[end - 1] ?? '')) end -= 1
  let start = end
  const first = Math.max(from, end - longestName)
  while (start > first && inName.test(text[start - 1] ?? '')) start -= 1
  // "API key: …" and "the client secret is …" in prose.
  const name = text.slice(start, end)
  if (text[start - 1] !== ' ' || name.length > 12) return name
  let before = start - 1
  const furthest = Math.max(from, before - 12)
  while (before > furthest && inName.test(text[before - 1] ?? '')) before -= 1
  return `${text.slice(before, start - 1)}_${name}`
}

/** Behind `=`, `:=`, `=>`, spaces, and what opens the value. */
function valueStart(text: string, at: number): number {
  let start = at
  const last = at + 4
  while (start < last && /[\s=>:*]/.test(text[start] ?? '') && text[start] !== '\n') start += 1
  if (openQuote.test(text[start] ?? '')) start += 1
  return start
}

/** Without the full stop of the sentence it stands in. */
function trimmed(found: string): number {
  let end = found.length
  while (end > 0 && /[.!?:*，。]/.test(found[end - 1] ?? '')) end -= 1
  return end
}

const call = /^[([]$/
const reference =
  /^(?:process\.|os\.|env\.|secrets?\.|var\.|self\.|this\.|config\.|settings\.|[a-z_]\w{0,40}\.[a-z_]\w{0,40}(?:\.|$)|https?:|file:|\.{0,2}\/|\/)/i
const plainText = /^(?:[a-z]+|[A-Z]+|[A-Z]?[a-z]+)(?:[-_.][A-Za-z]+)*$/
const numberLike = /^[\d.,:_/+-]+[a-zA-Z%]{0,3}$/

function looksSecret(text: string, start: number, end: number, name: string): boolean {
  const found = text.slice(start, end)
  if (found.length < 6 || call.test(text[end] ?? '')) return false
  if (isPlaceholder(found) || reference.test(found) || plainText.test(found)) return false
  if (numberLike.test(found)) return false
  const quotedOrEnv = text[start - 1] !== ' ' || /^[A-Z\d_]{3,}$/.test(name)
  const isPassword = /pass|pwd|secret/i.test(name)
  if (found.length < 8 && !(isPassword && quotedOrEnv)) return false
  const inSentence = text[start - 1] === ' ' && /[a-z] $/.test(text.slice(start - 2, start))
  const made = isPassword && !inSentence && text[start - 1] !== ' ' && /.[!#%&*?@^]/.test(found)
  if (!/\d/.test(found) && !made && (inSentence || kindsOfSigns(found) < 3)) return false
  // A password may be short where the name says so; any other value has to look made.
  if (isPassword) return entropy(found) >= 2.3
  return found.length >= 16 ? entropy(found) >= 3 : entropy(found) >= 3 && kindsOfSigns(found) >= 3
}
