/**
 * Markdown that somebody shared, as a tree. Anybody may have written it, so what would take long to
 * read, or be nested without end, is not read at all; it is then shown as the text it is.
 */
import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'

const longest = 60_000
const mostLines = 1_500
/** Of what can open something: the parser compares openers with each other. */
const mostOpeners = 1_500
const openers = /[*_[\]`<~|]/g
/** A line that opens so many quotes or lists at once, or stands so far to the right in a list. */
const deep = /^(?:[ \t]{0,4}(?:>|[-+*]|\d{1,9}[.)])){12}/m
const indented = /^[ \t]{40}[ \t]*(?:>|[-+*]|\d)/m

/** Undefined for what is not worth it. */
export function parseMarkdown(text: string): Root | undefined {
  if (text.length > longest || deep.test(text) || indented.test(text)) return undefined
  if (text.split('\n', mostLines + 1).length > mostLines) return undefined
  if ((text.match(openers)?.length ?? 0) > mostOpeners) return undefined
  return fromMarkdown(text, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  })
}
