/**
 * What a model wrote, taken apart for showing: paragraphs, blocks of code between ``` fences, inline
 * code, addresses. Nothing else is interpreted; whatever is left is plain text, to the letter. Every
 * step is linear in the length of the text, because a hostile one must not make the panel stand still.
 */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  /** `href` as the browser would open it, with nothing in it that hides what it is. */
  | { kind: 'link'; text: string; href: string }

export type Block =
  { kind: 'prose'; parts: Inline[] } | { kind: 'code'; language: string; text: string }

const opening = /^ {0,3}(`{3,}(?!`)|~{3,}(?!~))/
/** Code between single or double backticks, or an address. */
const inline =
  /(?<!`)(?<ticks>`{1,2})(?!`)(?<code>[^\n]+?)(?<!`)\k<ticks>(?!`)|\bhttps?:\/\/[^\s<>"`]+/gu
/** Longer ones are shown as the text they are. */
const LONGEST_ADDRESS = 2048

/** The blocks of a text in their order. A fence that is never closed runs to the end. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let prose: string[] = []
  let code: { fence: string; language: string; lines: string[] } | undefined
  const endProse = (): void => {
    const words = prose.join('\n').replace(/^\n+/, '').trimEnd()
    if (words !== '') blocks.push({ kind: 'prose', parts: inlineOf(words) })
    prose = []
  }
  const endCode = (): void => {
    if (code) blocks.push({ kind: 'code', language: code.language, text: code.lines.join('\n') })
    code = undefined
  }
  for (const line of text.split(/\r\n?|\n/)) {
    if (code) {
      if (closes(line, code.fence)) endCode()
      else code.lines.push(line)
      continue
    }
    const opened = opens(line)
    if (opened) endProse()
    else prose.push(line)
    if (opened) code = { ...opened, lines: [] }
  }
  endProse()
  endCode()
  return blocks
}

function opens(line: string): { fence: string; language: string } | undefined {
  const [start = '', fence] = opening.exec(line) ?? []
  const rest = line.slice(start.length).trim()
  // With a backtick after it, it is inline code.
  if (fence === undefined || rest.includes('`')) return undefined
  return { fence, language: /^[\w+#.-]*/.exec(rest)?.[0] ?? '' }
}

/** Of the same character, at least as long, alone on its line. */
function closes(line: string, fence: string): boolean {
  const marks = line.trim()
  return marks.length >= fence.length && marks === fence.charAt(0).repeat(marks.length)
}

/** Text, inline code and addresses of one paragraph. */
export function inlineOf(text: string): Inline[] {
  const parts: Inline[] = []
  let at = 0
  const plain = (end: number): void => {
    if (end > at) parts.push({ kind: 'text', text: text.slice(at, end) })
  }
  for (const match of text.matchAll(inline)) {
    const part = partOf(match)
    if (!part) continue
    plain(match.index)
    parts.push(part)
    at = match.index + (part.kind === 'link' ? part.text.length : match[0].length)
  }
  plain(text.length)
  return parts
}

function partOf(match: RegExpExecArray): Inline | undefined {
  const code = match.groups?.['code']
  if (code !== undefined) return { kind: 'code', text: code }
  const shown = withoutPunctuation(match[0])
  const href = hrefOf(shown)
  return href === undefined ? undefined : { kind: 'link', text: shown, href }
}

/** A full stop, or a bracket that was opened before the address, belongs to the sentence. */
function withoutPunctuation(address: string): string {
  const opened = { ')': address.includes('('), ']': address.includes('[') }
  let end = address.length
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1)
    const bracket = last === ')' || last === ']'
    if (bracket ? opened[last] : !`.,;:!?'"*_`.includes(last)) break
  }
  return address.slice(0, end)
}

/** As it would be opened: the host in ASCII, everything invisible percent-encoded. */
function hrefOf(address: string): string | undefined {
  if (address.length > LONGEST_ADDRESS || !URL.canParse(address)) return undefined
  const { protocol, hostname, href } = new URL(address)
  return hostname !== '' && /^https?:$/.test(protocol) ? href : undefined
}
