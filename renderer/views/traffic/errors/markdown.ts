/** As much Markdown as the error pages use, taken apart for showing. */

export type Inline = { kind: 'text' | 'code' | 'strong'; text: string }
export type Block =
  | { kind: 'heading' | 'paragraph' | 'quote'; parts: Inline[] }
  | { kind: 'list'; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'code'; text: string }

/** Without its title, which is the code, and without the way back to the list of all. */
export function markdownBlocks(source: string): Block[] {
  const blocks: Block[] = []
  for (const chunk of chunksOf(source)) {
    const [first = ''] = chunk
    if (first.startsWith('# ') || first.startsWith('[All errors]')) continue
    blocks.push(blockOf(chunk))
  }
  return blocks
}

/** Lines that belong together: up to an empty one, code up to its fence. */
function chunksOf(source: string): string[][] {
  const chunks: string[][] = []
  let chunk: string[] = []
  let fenced = false
  const end = (): void => {
    if (chunk.length > 0) chunks.push(chunk)
    chunk = []
  }
  for (const line of source.split('\n')) {
    const fence = line.startsWith('```')
    if (fence && !fenced) end()
    if (line.trim() === '' && !fenced) end()
    else chunk.push(line)
    if (fence && fenced) end()
    if (fence) fenced = !fenced
  }
  end()
  return chunks
}

function blockOf(lines: readonly string[]): Block {
  const [first = ''] = lines
  if (first.startsWith('```')) return { kind: 'code', text: lines.slice(1, -1).join('\n') }
  if (first.startsWith('|')) return tableOf(lines)
  if (/^(?:[-*]|\d+\.) /.test(first)) return { kind: 'list', items: itemsOf(lines) }
  if (/^#+ /.test(first)) return { kind: 'heading', parts: inlineOf(first.replace(/^#+ /, '')) }
  const quote = first.startsWith('> ')
  const text = lines.map((line) => line.replace(/^> ?/, '')).join(' ')
  return { kind: quote ? 'quote' : 'paragraph', parts: inlineOf(text) }
}

function itemsOf(lines: readonly string[]): Inline[][] {
  const items: string[] = []
  for (const line of lines) {
    const [, begun] = /^(?:[-*]|\d+\.) (.*)$/.exec(line) ?? []
    if (begun !== undefined) items.push(begun)
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return items.map(inlineOf)
}

function tableOf(lines: readonly string[]): Block {
  const [head = '', , ...rows] = lines
  return { kind: 'table', head: cellsOf(head), rows: rows.map(cellsOf) }
}

const cellsOf = (line: string): Inline[][] =>
  line
    .replace(/^\|\s*|\s*\|$/g, '')
    .split(/\s*(?<!\\)\|\s*/)
    .map((cell) => inlineOf(cell.replaceAll('\\|', '|')))

const inline = /`([^`]+)`|\*\*([^*]+)\*\*|(?<!\w)_([^_]+)_(?!\w)|\[([^\]]+)\]\([^)]+\)/g

/** A link says its words; where it leads is another page of the project. */
function inlineOf(text: string): Inline[] {
  const parts: Inline[] = []
  let from = 0
  for (const match of text.matchAll(inline)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) })
    const [all, code, bold, slanted, link] = match
    const strong = bold ?? slanted
    if (code !== undefined) parts.push({ kind: 'code', text: code })
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong.replaceAll('`', '') })
    else parts.push({ kind: 'text', text: link?.replaceAll('`', '') ?? '' })
    from = match.index + all.length
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  return parts
}
