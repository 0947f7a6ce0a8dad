/** Where a member of a JSON object ends, with its comma and the remark on the same line. */
import { createScanner } from 'jsonc-parser'
import { token } from './json-tokens.ts'

export interface MemberEnd {
  /** Where a comma is to be put when there is none. */
  valueEnd: number
  hasComma: boolean
  /** After the remark that stands on the same line: where the next member goes. */
  lineEnd: number
}

export function memberEnd(text: string, valueEnd: number): MemberEnd {
  const scanner = createScanner(text, false)
  scanner.setPosition(valueEnd)
  let hasComma = false
  let lineEnd = valueEnd
  for (;;) {
    const kind: number = scanner.scan()
    const end = scanner.getTokenOffset() + scanner.getTokenLength()
    if (kind === token.comma && !hasComma) hasComma = true
    else if (kind === token.space) continue
    else if (kind !== token.lineComment && kind !== token.blockComment) {
      return { valueEnd, hasComma, lineEnd }
    }
    // A comma on a line of its own still ends this member; a remark there belongs to what follows.
    lineEnd = end
    if (kind === token.lineComment) return { valueEnd, hasComma, lineEnd }
  }
}
