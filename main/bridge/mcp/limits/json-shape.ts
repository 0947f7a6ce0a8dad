/**
 * How much a JSON text asks of whoever parses it, counted byte by byte as it arrives and before it is
 * parsed: how many values, how deep, and what stands outside of strings. Parsing and checking a
 * million members costs seconds; counting them stops at the first too many.
 */

/** More than any tool takes: 200 ids in each of ten requests of a batch are 2,000. */
export const mostValues = 10_000
export const deepest = 64
/** Numbers, words and space of that many values, indented. */
const mostOutside = 1024 * 1024

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const [list, object] = [0x5b, 0x7b]
const [listEnd, objectEnd] = [0x5d, 0x7d]

/**
 * Whether a whole text is so small that there is nothing to count, which nearly every request is: each
 * value but the first takes a comma or a bracket, and each level a bracket.
 */
export function isSmallShape(bytes: Uint8Array): boolean {
  if (bytes.length >= mostValues) return false
  let brackets = 0
  for (const byte of bytes) if (byte === list || byte === object) brackets += 1
  return brackets <= deepest
}

export interface ShapeMeter {
  /** What is wrong with the text so far; undefined while nothing is. */
  add(bytes: Uint8Array): string | undefined
  /** Bytes looked at, for whoever wants to know what counting costs. */
  seen(): number
}

export function createShapeMeter(): ShapeMeter {
  let inString = false
  let escaped = false
  let [values, depth, outside, seen] = [1, 0, 0, 0]
  let problem: string | undefined

  /** The end of the string that `at` is in, or of what is there of it. */
  function skipString(bytes: Uint8Array, from: number): number {
    let at = from
    for (; at < bytes.length; at += 1) {
      if (escaped) escaped = false
      else if (bytes[at] === backslash) escaped = true
      else if (bytes[at] === quote) {
        inString = false
        return at + 1
      }
    }
    return at
  }

  function sign(byte: number | undefined): void {
    outside += 1
    if (byte === quote) inString = true
    else if (byte === comma) values += 1
    else if (byte === list || byte === object) {
      depth += 1
      values += 1
    } else if (byte === listEnd || byte === objectEnd) depth -= 1
  }

  function judge(): string | undefined {
    if (values > mostValues) return `it has more than ${mostValues} values`
    if (depth > deepest) return `it is nested more than ${deepest} deep`
    return outside > mostOutside
      ? `more than ${mostOutside} bytes of it are not in strings`
      : undefined
  }

  return {
    add(bytes) {
      let at = 0
      while (at < bytes.length && problem === undefined) {
        if (inString) at = skipString(bytes, at)
        else {
          sign(bytes[at])
          at += 1
          problem = judge()
        }
      }
      seen += at
      return problem
    },
    seen: () => seen,
  }
}
