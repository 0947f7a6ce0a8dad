/**
 * A Markdown file in pieces that are each read in a moment, so that the window answers in between. A piece
 * ends where every block ends: before a heading, a paragraph or an item that begins at the left edge.
 */

/** What a piece holds before the next place to end it is taken. */
const enough = { chars: 1_500, lines: 40, openers: 60 }
const numbered = /^\d{1,9}[.)] /
const fence = /^ {0,3}(`{3,}|~{3,})/
/** Of what can open something: the parser compares openers with each other. */
const openers = /[*_[\]`<~|]/g

export const openersIn = (text: string): number => text.match(openers)?.length ?? 0

/** Joined by line breaks they are the text. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let lines: string[] = []
  let chars = 0
  let opened = 0
  let fencedBy: string | undefined
  for (const line of text.split('\n')) {
    const isEnough =
      chars >= enough.chars || lines.length >= enough.lines || opened >= enough.openers
    if (isEnough && fencedBy === undefined && mayEndBefore(line, lines.at(-1) ?? '')) {
      pieces.push(lines.join('\n'))
      lines = []
      chars = 0
      opened = 0
    }
    fencedBy = fenceAfter(line, fencedBy)
    lines.push(line)
    chars += line.length + 1
    opened += openersIn(line)
  }
  return [...pieces, lines.join('\n')]
}

/** A heading and an item end what stands before them; other text does so after an empty line. */
function mayEndBefore(line: string, before: string): boolean {
  if (/^(?:#{1,6}\s|[-+*] )/.test(line)) return true
  // In the middle of a paragraph a number is no item.
  if (numbered.test(line) && numbered.test(before)) return true
  return before.trim() === '' && /^\S/.test(line)
}

/** The marks of the code block that is open after this line. */
function fenceAfter(line: string, open: string | undefined): string | undefined {
  const marks = fence.exec(line)?.[1]
  if (marks === undefined) return open
  if (open === undefined) return marks
  const closes = marks.startsWith(open) && line.trim() === marks
  return closes ? undefined : open
}
