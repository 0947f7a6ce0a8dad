/**
 * Words of a query and of a text, as the tokenizer of the full-text index sees them: runs of
 * letters, digits and marks. The two must agree: the index keeps no positions, so a word that it
 * would split in two could not be looked up.
 */

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

/** The words of a query, each once, as they were typed; at most 16. */
export function wordsOf(query: string): string[] {
  const words = query.slice(0, 1000).toWellFormed().normalize('NFC').match(wordPattern) ?? []
  const once = new Map(words.map((word) => [fold(word), word]))
  once.delete('')
  return [...once.values()].slice(0, maxWords)
}

/** Where the folded words stand in `text`: every word that begins with one of them. */
export function* occurrences(
  text: string,
  words: readonly string[],
): Generator<{ start: number; end: number }> {
  for (const match of text.matchAll(wordPattern)) {
    const folded = fold(match[0])
    if (words.some((word) => folded.startsWith(word))) {
      yield { start: match.index, end: match.index + match[0].length }
    }
  }
}

/** How often `word` begins a word of the folded `text`. */
export function countIn(text: string, word: string): number {
  let count = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (at === 0 || !isWordCharacter(text.charCodeAt(at - 1))) count += 1
  }
  return count
}

/** Good enough for counting: everything beyond ASCII counts as a letter. */
const isWordCharacter = (code: number): boolean =>
  code > 127 || (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
