/**
 * As much Markdown as the pages of errors use: headings, paragraphs, quotes, lists, tables, code.
 * They are our own, so nothing here has to fear its input.
 */

export type Inline =
  | { kind: 'text' | 'code' | 'strong' | 'emphasis'; text: string }
  | { kind: 'link'; text: string; href: string }

export type Block =
  | { kind: 'heading' | 'paragraph' | 'quote'; parts: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'code'; text: string }

/** The blocks of a page in their order. */
export function markdownOf(page: string): Block[] {
  const blocks: Block[] = []
  // Fences first: what is between them may have empty lines.
  for (const [i, piece] of page.split(/^```.*\n([\s\S]*?)^```$/m).entries()) {
    if (i % 2 === 1) blocks.push({ kind: 'code', text: piece.trimEnd() })
    else blocks.push(...piece.split(/\n{2,}/).flatMap((text) => blockOf(text.trim()) ?? []))
  }
  return blocks
}

function blockOf(text: string): Block | undefined {
  if (text === '') return undefined
  const lines = text.split('\n')
  if (text.startsWith('#')) return { kind: 'heading', parts: inlineOf(text.replace(/^#+ /, '')) }
  if (text.startsWith('>')) {
    return {
      kind: 'quote',
      parts: inlineOf(lines.map((line) => line.replace(/^> ?/, '')).join(' ')),
    }
  }
  if (text.startsWith('|')) {
    const [head = [], , ...rows] = lines.map(cellsOf)
    return { kind: 'table', head, rows }
  }
  const marker = /^(?:[-*]|\d+\.) /
  if (marker.test(text)) {
    const items = text.split(/\n(?=(?:[-*]|\d+\.) )/).map((item) => item.replace(marker, ''))
    return { kind: 'list', ordered: /^\d/.test(text), items: items.map(inParagraph) }
  }
  return { kind: 'paragraph', parts: inParagraph(text) }
}

const inParagraph = (text: string): Inline[] => inlineOf(text.replaceAll(/\s*\n\s*/g, ' '))

/** `\|` is a bar inside a cell. */
const cellsOf = (line: string): Inline[][] =>
  line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => inlineOf(cell.trim().replaceAll('\\|', '|')))

const inline =
  /`(?<code>[^`]+)`|\*\*(?<strong>.+?)\*\*|\b_(?<emphasis>[^_]+)_\b|\[(?<text>[^\]]+)\]\((?<href>[^)]+)\)/g

function inlineOf(text: string): Inline[] {
  const parts: Inline[] = []
  let at = 0
  const plain = (end: number): void => {
    if (end > at) parts.push({ kind: 'text', text: text.slice(at, end) })
  }
  for (const match of text.matchAll(inline)) {
    plain(match.index)
    const { code, strong, emphasis, text: words = '', href = '' } = match.groups ?? {}
    if (code !== undefined) parts.push({ kind: 'code', text: code })
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong })
    else if (emphasis !== undefined) parts.push({ kind: 'emphasis', text: emphasis })
    else parts.push({ kind: 'link', text: words, href })
    at = match.index + match[0].length
  }
  plain(text.length)
  return parts
}
