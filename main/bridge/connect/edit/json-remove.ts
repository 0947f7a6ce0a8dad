/** Taking one member out of a JSON text: with its comma and its own line, and no remark beside it. */
import { createScanner, findNodeAtLocation, type Node } from 'jsonc-parser'
import type { EntryPath } from './config-format.ts'
import { token } from './json-tokens.ts'

/** The text without the member at `path`; as it is where there is none. */
export function withoutMember(text: string, root: Node, path: EntryPath): string {
  const member = findNodeAtLocation(root, [...path])?.parent
  const members = member?.parent?.children
  if (!member || !members) return text
  const end = member.offset + member.length
  const comma = commaAfter(text, end)
  if (comma !== undefined) return cut(text, member.offset, comma + 1)
  const shorter = cut(text, member.offset, end)
  const previous = members[members.indexOf(member) - 1]
  const before = previous && commaAfter(text, previous.offset + previous.length)
  // It stands before what was cut, so its place is the same.
  return before === undefined ? shorter : shorter.slice(0, before) + shorter.slice(before + 1)
}

/** Where the comma after a value is; undefined where the next thing is none. */
function commaAfter(text: string, offset: number): number | undefined {
  const scanner = createScanner(text, true)
  scanner.setPosition(offset)
  const next: number = scanner.scan()
  return next === token.comma ? scanner.getTokenOffset() : undefined
}

/** A line that would be left empty goes too. */
function cut(text: string, from: number, to: number): string {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1
  const lineEnd = text.indexOf('\n', to)
  const alone =
    lineEnd !== -1 &&
    text.slice(lineStart, from).trim() === '' &&
    text.slice(to, lineEnd).trim() === ''
  return alone
    ? text.slice(0, lineStart) + text.slice(lineEnd + 1)
    : text.slice(0, from) + text.slice(to)
}
