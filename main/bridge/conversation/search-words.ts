/**
 * Words of a query and of a text, as the full-text index sees them (unicode61: runs of letters and
 * digits, without case and diacritics).
 */

const wordPattern = /[\p{L}\p{N}\p{Co}\p{M}]+/gu
const maxWords = 16

/** Case and diacritics removed. */
export function fold(text: string): string {
  // ASCII, the common case, needs no decomposition.
  if (Buffer.byteLength(text) === text.length) return text.toLowerCase()
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
}

/** The words of a query, folded, each once; at most 16. */
export function wordsOf(query: string): string[] {
  const words = query.toWellFormed().slice(0, 1000).match(wordPattern) ?? []
  return [...new Set(words.map(fold))].filter((word) => word !== '').slice(0, maxWords)
}

/** Where the words stand in `text`: every occurrence of a word that begins with one of them. */
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
