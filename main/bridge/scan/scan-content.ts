/**
 * Looks for secrets in the content of a file: in pieces that overlap by the longest secret, with a turn of
 * the event loop between them, so that a large file holds up nobody else.
 */
import { isUtf8 } from 'node:buffer'
import { scanText, type Finding, type ScanOptions } from './scan.ts'

const pieceLength = 256 * 1024
/** The longest secret is a JSON web token. */
const overlap = 16 * 1024

export interface ContentScan {
  /** What was looked at; the places of the findings are in it. */
  text: string
  findings: Finding[]
}

export async function scanContent(bytes: Uint8Array, options: ScanOptions): Promise<ContentScan> {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  const findings: Finding[] = []
  for (let from = 0; ; from += pieceLength - overlap) {
    const piece = text.slice(from, from + pieceLength)
    for (const one of scanText(piece, options)) {
      const found = { ...one, start: one.start + from, end: one.end + from }
      const last = findings.at(-1)
      // What stands in the overlap is found twice, and whole the second time.
      if (last && found.start < last.end) last.end = Math.max(last.end, found.end)
      else findings.push(found)
    }
    if (from + pieceLength >= text.length) return { text, findings }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** So much of a file tells how it is written. */
const looked = 8192

/**
 * As Windows writes text, too: a shell there redirects in UTF-16, and one letter of an older code page is no UTF-8. What is no
 * text at all is read as such a page, in which keys and tokens look the same.
 */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const beginning = bytes.subarray(0, looked)
  const zeros = { even: 0, odd: 0 }
  for (const [at, byte] of beginning.entries()) {
    if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd'] += 1
  }
  // Every other byte of letters without an accent.
  const many = beginning.length / 4
  if (zeros.odd > many && zeros.even === 0) return 'utf-16le'
  if (zeros.even > many && zeros.odd === 0) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}
