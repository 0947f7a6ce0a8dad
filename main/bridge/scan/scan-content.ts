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
  /** False for what is not text; that is not the same as nothing found. */
  looked: boolean
  findings: Finding[]
}

export async function scanContent(bytes: Uint8Array, options: ScanOptions): Promise<ContentScan> {
  if (!isUtf8(bytes) || bytes.subarray(0, 8192).includes(0)) return { looked: false, findings: [] }
  const text = new TextDecoder().decode(bytes)
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
    if (from + pieceLength >= text.length) return { looked: true, findings }
    await new Promise((resolve) => setImmediate(resolve))
  }
}
