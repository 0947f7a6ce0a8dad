/**
 * Words in scripts that put no spaces between them. Every two neighbouring characters are a word of the
 * index, and the last of each run by itself, so that words are found wherever they stand. Texts and
 * queries are split by these same functions: a change here is a migration of the index.
 */

/** Anything that may be of such a script; the common case is a text without one. */
const maybe =
  /[\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u2E80-\uABFF\uAC00-\uD7FF\uD840-\uD8FF\uF900-\uFAFF\uFF66-\uFFDC]/

const run =
  /(?:(?=[\p{L}\p{N}\p{Mn}\p{Mc}])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー])+/gu

/** Whether a text may hold such a script; quick, for every text that is written. */
export const mayHaveRuns = (text: string): boolean => maybe.test(text)

/** The text as it goes into the index: each run replaced by its pairs, once each. */
export function indexText(text: string): string {
  const whole = text.normalize('NFC')
  if (!maybe.test(whole)) return whole
  const pairs = new Set<string>()
  const rest = whole.replaceAll(run, (characters) => {
    let before = ''
    for (const character of characters) {
      if (before !== '') pairs.add(before + character)
      before = character
    }
    pairs.add(before)
    return ' '
  })
  return pairs.size === 0 ? whole : `${rest} ${[...pairs].join(' ')}`
}

/** A word of a text or a query in its pieces: runs of such a script, and what stands between them. */
export function* piecesOf(word: string): Generator<{ text: string; start: number; run: boolean }> {
  let at = 0
  for (const match of maybe.test(word) ? word.matchAll(run) : []) {
    if (match.index > at) yield { text: word.slice(at, match.index), start: at, run: false }
    yield { text: match[0], start: match.index, run: true }
    at = match.index + match[0].length
  }
  if (at < word.length) yield { text: word.slice(at), start: at, run: false }
}

/** Whether a piece of a query is a run of such a script. */
export const isRun = (piece: string): boolean => maybe.test(piece) && piece.search(run) === 0

const mostPairs = 16

/** What to look for in the index so that a run may be there: its pairs, or the beginning of one. */
export function lookup(piece: string): string {
  if (!isRun(piece)) return `"${piece}"`
  const characters = Array.from(piece)
  if (characters.length === 1) return `"${piece}"*`
  const pairs = new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))
  return `(${[...pairs]
    .slice(0, mostPairs)
    .map((pair) => `"${pair}"`)
    .join(' AND ')})`
}
