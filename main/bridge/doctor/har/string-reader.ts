/**
 * Reads one JSON string after the other as pieces arrive, and keeps of each only the beginning. The
 * cut never goes through an escape, so that what is kept is still JSON (RFC 8259 §7).
 */

const quote = 0x22
const backslash = 0x5c
const letterU = 0x75

export interface StringReader {
  /** A quotation mark was read: a string begins. */
  begin(): void
  /** Reads on; gives the place behind the string, or the length of the piece. */
  read(piece: string, from: number): number
  inside(): boolean
}

export function createStringReader(longest: number, keep: (text: string) => void): StringReader {
  let inside = false
  /** A backslash was read, and what it stands before was not. */
  let escaped = false
  /** Digits of a `\uXXXX` that are still to come. */
  let digits = 0
  let length = 0
  let cut = false

  function keepRun(run: string): void {
    if (cut || run === '') return
    const kept = run.slice(0, Math.max(longest - length, digits))
    cut = kept.length < run.length
    digits = Math.max(0, digits - run.length)
    length += kept.length
    keep(kept)
  }

  function readEscape(char: string): void {
    escaped = false
    if (cut) return
    if (char.charCodeAt(0) === letterU) digits = 4
    length += 2
    keep(`\\${char}`)
  }

  return {
    inside: () => inside,
    begin() {
      inside = true
      length = 0
      digits = 0
      cut = false
    },
    read(piece, from) {
      let at = from
      while (at < piece.length) {
        if (escaped) {
          readEscape(piece.charAt(at))
          at += 1
          continue
        }
        const end = endOfRun(piece, at)
        keepRun(piece.slice(at, end))
        if (end === piece.length) return end
        at = end + 1
        if (piece.charCodeAt(end) === quote) {
          inside = false
          return at
        }
        if (length >= longest && digits === 0) cut = true
        escaped = true
      }
      return at
    },
  }
}

function endOfRun(piece: string, from: number): number {
  let at = from
  while (at < piece.length) {
    const char = piece.charCodeAt(at)
    if (char === quote || char === backslash) break
    at += 1
  }
  return at
}
