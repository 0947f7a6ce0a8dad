/**
 * Words of a query and of a text, as the tokenizer of the full-text index sees them: runs of
 * letters, digits and marks. The two must agree: the index keeps no positions, so a word that it
 * would split in two could not be looked up.
 */
import { isRun, piecesOf } from './unspaced-words.ts'

const wordPattern = /[\p{L}\p{N}\p{Mn}\p{Mc}]+/gu
const maxWords = 16

/** Case and diacritics removed. */
export function fold(text: string): string {
  // ASCII, the common case, needs no decomposition.
  if (Buffer.byteLength(text) === text.length) return text.toLowerCase()
  // Only the diacritics of Latin, Greek and Cyrillic go: vowel signs and Hangul must stay.
  const plain = text.normalize('NFD').replaceAll(/[\u0300-\u036F]+/g, '')
  return plain.normalize('NFC').toLowerCase()
}

/** The words of a query, each once, as they were typed, runs of scripts without spaces apart; at most 16. */
export function wordsOf(query: string): string[] {
  const words = query.slice(0, 1000).toWellFormed().normalize('NFC').match(wordPattern) ?? []
  const pieces = words.flatMap((word) => [...piecesOf(word)].map(({ text }) => text))
  const once = new Map(pieces.map((word) => [fold(word), word]))
  once.delete('')
  return [...once.values()].slice(0, maxWords)
}

/** Where the folded words stand in `text`: every word that begins with one, and within runs each of them. */
export function* occurrences(
  text: string,
  words: readonly string[],
): Generator<{ start: number; end: number }> {
  for (const match of text.matchAll(wordPattern)) {
    for (const piece of piecesOf(match[0])) {
      const start = match.index + piece.start
      if (piece.run) yield* withinRun(piece.text, words, start)
      else {
        const folded = fold(piece.text)
        if (words.some((word) => folded.startsWith(word))) {
          yield { start, end: start + piece.text.length }
        }
      }
    }
  }
}

/** The parts of a run that were looked for, one after the other. */
function* withinRun(
  text: string,
  words: readonly string[],
  start: number,
): Generator<{ start: number; end: number }> {
  const folded = fold(text)
  // Not in the normal form: which characters they are cannot be told, only that they are there.
  if (folded.length !== text.length) {
    if (words.some((word) => folded.includes(word))) yield { start, end: start + text.length }
    return
  }
  for (let at = 0; at < folded.length;) {
    const [first] = words
      .map((word) => ({ at: folded.indexOf(word, at), length: word.length }))
      .filter((hit) => hit.at >= 0)
      .sort((a, b) => a.at - b.at || b.length - a.length)
    if (!first) return
    yield { start: start + first.at, end: start + first.at + first.length }
    at = first.at + first.length
  }
}

/** How often `word` begins a word of the folded `text`; in a run it counts anywhere. */
export function countIn(text: string, word: string): number {
  let count = 0
  const anywhere = isRun(word)
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (at === 0 || anywhere || !isWordCharacter(text.charCodeAt(at - 1))) count += 1
  }
  return count
}

/** Good enough for counting: everything beyond ASCII counts as a letter. */
const isWordCharacter = (code: number): boolean =>
  code > 127 || (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
