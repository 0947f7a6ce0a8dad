/**
 * What the client that owns a JSON file reads of what people write into it. Our own reading is more
 * forgiving than some of them, and a file they reject costs its owner all other servers.
 */
import { createScanner } from 'jsonc-parser'
import { placeOf } from './config-text.ts'
import { token } from './json-tokens.ts'

export interface JsonReader {
  bom: boolean
  comments: boolean
  trailingCommas: boolean
}

export const strictReader: JsonReader = { bom: false, comments: false, trailingCommas: false }

/** The first thing the reader rejects, as people read it; undefined when it reads all. */
export function rejectedBy(
  reader: JsonReader,
  { text, bom }: { text: string; bom: boolean },
): string | undefined {
  if (bom && !reader.bom) return 'it begins with a byte order mark'
  const [first] = piecesToDrop(reader, text)
  if (!first) return undefined
  const { line, column } = placeOf(text, first.offset)
  return `line ${line}, column ${column}: a ${first.what}`
}

/** The same values without what the reader rejects. */
export function cleanFor(
  reader: JsonReader,
  { text, bom }: { text: string; bom: boolean },
): { text: string; bom: boolean } {
  let clean = ''
  let kept = 0
  for (const { offset, end } of piecesToDrop(reader, text)) {
    clean += text.slice(kept, offset)
    kept = end
  }
  return { text: clean + text.slice(kept), bom: bom && reader.bom }
}

interface Piece {
  what: 'comment' | 'trailing comma'
  offset: number
  end: number
}

function piecesToDrop(reader: JsonReader, text: string): Piece[] {
  const pieces: Piece[] = []
  const scanner = createScanner(text, false)
  let comma: Piece | undefined
  for (;;) {
    const kind: number = scanner.scan()
    if (kind === token.end) break
    const offset = scanner.getTokenOffset()
    const end = offset + scanner.getTokenLength()
    if (kind === token.lineComment || kind === token.blockComment) {
      if (!reader.comments) pieces.push({ what: 'comment', offset, end })
    } else if (kind !== token.space && kind !== token.lineBreak) {
      const closes = kind === token.closeBrace || kind === token.closeBracket
      if (comma && closes && !reader.trailingCommas) pieces.push(comma)
      comma = kind === token.comma ? { what: 'trailing comma', offset, end } : undefined
    }
  }
  return pieces.toSorted((a, b) => a.offset - b.offset)
}
