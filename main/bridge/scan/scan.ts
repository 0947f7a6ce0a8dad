/**
 * Looks for secrets in what is about to cross, and in what the owner is shown of the traffic. The answer
 * says what kind stands where; it never holds the secret itself.
 */
import { looksMade } from './placeholder.ts'
import { namedValues } from './named-values.ts'
import { ownSecrets, type IsOwnSecret } from './own-secrets.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules/all.ts'

/** A place in the text, in UTF-16 units. */
export interface Finding {
  /** The id of the rule. */
  kind: string
  /** The kind for people. */
  name: string
  start: number
  end: number
}

export interface ScanOptions {
  /** Whether a run of 43 signs is a secret of this bridge, which has nothing else to tell it. */
  isOwn?: IsOwnSecret | undefined
}

/** Every secret found, in the order of the text, none inside another. */
export function scanText(text: string, { isOwn }: ScanOptions = {}): Finding[] {
  if (text.length < shortest) return []
  const found = [...findAtWords(text), ...findAnywhere(text)]
  for (const { start, end } of namedValues(text)) {
    found.push({ kind: 'named-value', name: 'password or key by its name', start, end })
  }
  if (isOwn) {
    for (const place of ownSecrets(text, isOwn)) {
      found.push({ kind: 'own-secret', name: 'secret of this bridge', ...place })
    }
  }
  return withoutOverlaps(found)
}

/** Shorter than any secret with its name. */
const shortest = 10

interface Beginning {
  rule: Rule
  literal: string
}

/** Literals that stand at the beginning of a word, by their first two signs: most words have none. */
const atWords: (Beginning[] | undefined)[] = Array.from({ length: 128 * 128 })
/** Literals that may stand inside a longer word, or behind a part of the secret. */
const anywhere: Beginning[] = []
for (const rule of rules) {
  for (const literal of rule.literals) {
    const place = firstTwo(literal, 0)
    // What begins with no letter stands inside no word.
    const insideWord = rule.before === 'any' && isWordSign(literal.charCodeAt(0))
    if (insideWord || rule.lead !== undefined || place < 0) anywhere.push({ rule, literal })
    else (atWords[place] ??= []).push({ rule, literal })
  }
}

/** Where two signs have their place; below 0 where one of them is not ASCII. */
function firstTwo(text: string, at: number): number {
  const first = text.charCodeAt(at)
  const second = text.charCodeAt(at + 1)
  return first < 128 && second < 128 ? first * 128 + second : -1
}

/** One look at each beginning of a word; a search for each literal would read the text 300 times. */
function findAtWords(text: string): Finding[] {
  const found: Finding[] = []
  let inWord = false
  /** A word begins here although a sign of a word stands before it. */
  let afresh = -1
  for (let at = 0; at < text.length - 1; at += 1) {
    const code = text.charCodeAt(at)
    const wasInWord = inWord
    inWord = isWordSign(code)
    if (wasInWord && inWord && at !== afresh) continue
    if (code === backslash || code === percent || code === escape) {
      afresh = afterEscape(text, at, code)
    }
    // A table is full of lines of them, and every option begins with two.
    if (text[at] === '-' && text[at - 1] === '-') continue
    const beginnings = atWords[firstTwo(text, at)]
    if (beginnings === undefined) continue
    for (const { rule, literal } of beginnings) {
      if (!text.startsWith(literal, at) || !mayBegin(text, at, rule)) continue
      const end = endOf(text, at + literal.length, rule)
      if (end === undefined) continue
      found.push(findingOf(rule, rule.leads ? at + literal.length : at, end))
      at = end - 1
      inWord = isWordSign(text.charCodeAt(at))
      break
    }
  }
  return found
}

const backslash = 92
const percent = 37
const escape = 27
const longestColour = 16

/** Where a word can begin behind `\n` in a string, `%3D` in an address, or the colour of a terminal. */
function afterEscape(text: string, at: number, code: number): number {
  if (code === backslash) return at + 2
  if (code === percent) return at + 3
  let end = at + 1
  while (end - at < longestColour && isColourSign(text.charCodeAt(end))) end += 1
  return end + 1
}

/** Of `[1;32m` all but the last. */
const isColourSign = (code: number): boolean =>
  (code >= 48 && code <= 57) || code === 59 || code === 91

/** A run of signs of which the secret itself consists is tried once, at its beginning. */
const mayBegin = (text: string, at: number, { holdsDash }: Rule): boolean =>
  !holdsDash || text[at - 1] !== '-'

function findAnywhere(text: string): Finding[] {
  const found: Finding[] = []
  for (const { rule, literal } of anywhere) {
    for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
      const start = at - leadBefore(text, at, rule)
      const end =
        start === at && rule.lead !== undefined ? undefined : endOf(text, at + literal.length, rule)
      if (end === undefined || rule.whole?.(text.slice(start, end)) === false) continue
      found.push(findingOf(rule, rule.leads ? at + literal.length : start, end))
      at = end - 1
    }
  }
  return found
}

const findingOf = ({ id, name }: Rule, start: number, end: number): Finding => ({
  kind: id,
  name,
  start,
  end,
})

/** Where the secret ends whose literal ends at `from`; undefined where there is none. */
function endOf(text: string, from: number, { rest, check = looksMade }: Rule): number | undefined {
  rest.lastIndex = from
  const match = rest.exec(text)
  return match && check(match[0]) ? from + match[0].length : undefined
}

const longestLead = 100

/** How many signs of the secret stand before the literal; none where they are too few. */
function leadBefore(text: string, at: number, { lead }: Rule): number {
  if (lead === undefined) return 0
  let start = at
  const first = Math.max(0, at - longestLead)
  while (start > first && isLeadSign(text.charCodeAt(start - 1))) start -= 1
  return at - start >= lead ? at - start : 0
}

function isWordSign(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    code === 95
  )
}

const isLeadSign = (code: number): boolean => isWordSign(code) || code === 45 || code === 126

/** Of two that overlap the one that begins first, or the longer one. The sort keeps the order of the rules. */
function withoutOverlaps(found: Finding[]): Finding[] {
  if (found.length < 2) return found
  const kept: Finding[] = []
  for (const one of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || one.start >= last.end) kept.push(one)
    else last.end = Math.max(last.end, one.end)
  }
  return kept
}
