/** Line ends of a file that mixes them: what is not changed keeps its own. */
import { diffArrays } from 'diff'

export const isMixed = (text: string): boolean => /\r\n/.test(text) && /(?:^|[^\r])\n/.test(text)

export const withLf = (text: string): string => text.replaceAll('\r\n', '\n')

/** `edited` (with LF) with the line ends of `text` where the lines are the same, and `eol` elsewhere. */
export function withLineEndsOf(text: string, edited: string, eol: string): string {
  const had = linesOf(text)
  let at = 0
  return diffArrays(had.map(withLf), linesOf(edited))
    .map(({ added, removed, count, value }) => {
      if (added) return value.map((line) => line.replace(/\n$/, eol)).join('')
      at += count
      return removed ? '' : had.slice(at - count, at).join('')
    })
    .join('')
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/)
