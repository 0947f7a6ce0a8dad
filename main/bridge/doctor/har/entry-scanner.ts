/**
 * Finds the requests in a HAR file (`log.entries`) while the file is still arriving, in bounded
 * memory: what is outside the list is skipped, a request is handed over as soon as it is complete,
 * and long strings, which are pictures and programs, are kept only at their beginning.
 */
import { createStringReader } from './string-reader.ts'

/** What of one string is kept; the documents and messages of a sign-in are far smaller. */
const longestString = 32 * 1024
/** What of one request is kept at most; one that is larger is no step of a sign-in. */
const largestEntry = 2 * 1024 * 1024

export interface EntryScanner {
  /** The texts of the requests that became complete with this piece. */
  write(piece: string): string[]
  state(): ScanState
}

/** Where reading stands. */
export interface ScanState {
  /** Something other than space was read. */
  begun: boolean
  /** The file begins as JSON does. */
  json: boolean
  /** The list of requests was found. */
  found: boolean
  /** The list came to its end. */
  ended: boolean
}

const quote = 0x22
const isOpening = (char: number): boolean => char === 0x7b || char === 0x5b
const isClosing = (char: number): boolean => char === 0x7d || char === 0x5d
const isSpace = (char: number): boolean => char <= 0x20 || char === 0xfeff

export function createEntryScanner(): EntryScanner {
  const state: ScanState = { begun: false, json: false, found: false, ended: false }
  let depth = 0
  /** The depth of the list of requests; 0 while it is not open. */
  let listDepth = 0
  /** The last string outside of requests, perhaps the key of what comes next. */
  let key = ''
  /** What is kept of the request that is being read; null between requests. */
  let entry: string[] | null = null
  let entryLength = 0

  const strings = createStringReader(longestString, (text) => {
    if (entry === null) key = (key + text).slice(0, 16)
    else keep(text)
  })

  function keep(text: string): void {
    if (entry === null) return
    entryLength += text.length
    if (entryLength <= largestEntry) entry.push(text)
    else entry.length = 0
  }

  /** The next quotation mark, bracket or brace. */
  function nextSign(piece: string, from: number): number {
    let at = from
    for (; at < piece.length; at += 1) {
      const char = piece.charCodeAt(at)
      if (char === quote || isOpening(char) || isClosing(char)) break
      if (!isSpace(char)) state.begun = true
    }
    return at
  }

  function open(sign: string): void {
    if (!state.begun) state.json = true
    depth += 1
    if (listDepth === 0 && sign === '[' && key === 'entries' && depth === 3) {
      listDepth = depth
      state.found = true
    } else if (listDepth !== 0 && depth === listDepth + 1) {
      entry = []
      entryLength = 0
    }
    key = ''
    keep(sign)
  }

  function close(sign: string, complete: string[]): void {
    keep(sign)
    if (entry !== null && depth === listDepth + 1) {
      if (entryLength <= largestEntry) complete.push(entry.join(''))
      entry = null
    } else if (listDepth !== 0 && depth === listDepth) state.ended = true
    depth -= 1
  }

  return {
    state: () => ({ ...state }),
    write(piece) {
      const complete: string[] = []
      let at = 0
      while (at < piece.length && !state.ended) {
        if (strings.inside()) {
          at = strings.read(piece, at)
          if (!strings.inside()) keep('"')
          continue
        }
        const end = nextSign(piece, at)
        keep(piece.slice(at, end))
        if (end === piece.length) break
        const sign = piece.charAt(end)
        if (sign === '"') {
          key = ''
          keep(sign)
          strings.begin()
        } else if (isOpening(piece.charCodeAt(end))) open(sign)
        else close(sign, complete)
        state.begun = true
        at = end + 1
      }
      return complete
    },
  }
}
