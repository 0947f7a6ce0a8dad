/** Snippets: one line of plain words around the first hit, with the hits marked. */
import { withoutEmphasis } from '../emphasis.ts'
import { fold, occurrences } from './search-words.ts'

/** Private-use characters, which no renderer mistakes for markup. */
const hitStart = '\u{E000}'
const hitEnd = '\u{E001}'

const before = 60
const length = 240

export function snippetOf(written: string, words: readonly string[]): string {
  // First, because a pair of asterisks may be cut in two by where the snippet ends.
  const text = withoutEmphasis(written)
  const hits = occurrences(text, words.map(fold))
  const first = hits.next().value
  const start = beginning(text, first ? Math.max(0, first.start - before) : 0)
  const end = Math.min(text.length, start + length)
  let marked = ''
  let at = start
  for (let hit = first; hit && hit.start < end; hit = hits.next().value) {
    marked += plain(text.slice(at, hit.start)) + hitStart
    marked += plain(text.slice(hit.start, Math.min(hit.end, end))) + hitEnd
    at = Math.min(hit.end, end)
  }
  marked += plain(text.slice(at, end))
  return `${start > 0 ? '…' : ''}${marked.trim().toWellFormed()}${end < text.length ? '…' : ''}`
}

/** The next beginning of a word at or after `at`, so that no word is cut in front. */
function beginning(text: string, at: number): number {
  if (at === 0) return 0
  const space = text.slice(at, at + before).search(/\s/)
  return space < 0 ? at : at + space + 1
}

const plain = (text: string): string => text.replaceAll(/[\s\u{E000}\u{E001}]+/gu, ' ')
