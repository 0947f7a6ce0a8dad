/**
 * Markdown that somebody shared, as a tree. Anybody may have written it, so what would take long to
 * read, or be nested without end, is not read at all; it is then shown as the text it is.
 */
import type { Root } from 'mdast'
import { parseMarkdown } from '../../../../components/markdown/parse-markdown.ts'
import { openersIn } from './pieces.ts'

const whole = { chars: 60_000, lines: 1_500, openers: 1_500 }
/** One piece is read without a pause, at the worst in some tens of milliseconds. */
const piece = { chars: 6_000, lines: 150, openers: 150 }
/** A line that opens so many quotes or lists at once, or stands so far to the right in a list. */
const deep = /^(?:[ \t]{0,4}(?:>|[-+*]|\d{1,9}[.)])){6}/m
const indented = /^[ \t]{40}[ \t]*(?:>|[-+*]|\d)/m

/** Whether a file is worth reading as Markdown. */
export const isReadable = (text: string): boolean =>
  isWithin(text, whole) && !deep.test(text) && !indented.test(text)

/** Undefined for a piece that would take too long. */
export const parsePiece = (text: string): Root | undefined =>
  isWithin(text, piece) ? parseMarkdown(text) : undefined

const isWithin = (text: string, { chars, lines, openers }: typeof whole): boolean =>
  text.length <= chars && text.split('\n', lines + 1).length <= lines && openersIn(text) <= openers
