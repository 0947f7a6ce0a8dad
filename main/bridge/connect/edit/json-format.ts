/**
 * One entry in a JSON file as people write them: with comments, trailing commas, tabs. The text
 * outside the entry is not touched, and that is checked before it is handed back.
 */
import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser'
import { BridgeError } from '../../base/errors.ts'
import type { ConfigFormat, EntryPath, EntryValue } from './config-format.ts'
import { placeOf, type ConfigText } from './config-text.ts'
import { memberEnd } from './json-member-end.ts'
import { withoutMember } from './json-remove.ts'
import { sameValues } from './same-values.ts'

export const jsonFormat: ConfigFormat = {
  read: ({ text }, path, file) =>
    notTooDeep(file, () => {
      const root = parse(text, file)
      if (!root) return undefined
      const node = findNodeAtLocation(root, [...path])
      return node && getNodeValue(node)
    }),
  write: (config, path, value, file) =>
    notTooDeep(file, () => {
      const before = parse(config.text, file)
      const written = before
        ? put(config, before, path, value, file)
        : `${valueText(nest(path, value), config, 0)}${config.eol}`
      assertNothingElse(before, written, path, value, file)
      return written
    }),
  remove: ({ text }, path, file) =>
    notTooDeep(file, () => {
      const before = parse(text, file)
      if (!before || !findNodeAtLocation(before, [...path])) return text
      const written = withoutMember(text, before, path)
      assertNothingElse(before, written, path, undefined, file)
      return written
    }),
}

/** jsonc-parser goes into each level by a call of its own: one bad file must not hide all clients. */
function notTooDeep<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const problem = 'its values are nested too deeply'
    throw new BridgeError('config-unreadable', { file, problem }, { cause: error })
  }
}

/** Undefined for a file with nothing in it. Throws `config-unreadable` and says where. */
function parse(text: string, file: string): Node | undefined {
  if (text.trim() === '') return undefined
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  const [error] = errors
  if (error) {
    const { line, column } = placeOf(text, error.offset)
    const what = printParseErrorCode(error.error)
      .replaceAll(/(?<!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
      .toLowerCase()
    const problem = `line ${line}, column ${column}: ${what}`
    throw new BridgeError('config-unreadable', { file, problem })
  }
  if (root?.type !== 'object') throw notAnObject(file, 'the whole file')
  return root
}

/** Replaces the value, or adds what is missing of the path at the deepest object there is. */
function put(config: ConfigText, root: Node, path: EntryPath, value: EntryValue, file: string) {
  let parent = root
  for (const [depth, key] of path.entries()) {
    const node = findNodeAtLocation(parent, [key])
    const last = depth === path.length - 1
    if (!node) {
      const [name = key, ...rest] = path.slice(depth)
      return addMember(config, parent, name, nest(rest, value), depth + 1)
    }
    if (last) {
      const level = depth + 1
      return splice(config.text, node.offset, node.length, valueText(value, config, level))
    }
    if (node.type !== 'object') throw notAnObject(file, path.slice(0, depth + 1).join('.'))
    parent = node
  }
  return config.text
}

/** After the last member and the remark that belongs to it, or alone in an empty object. */
function addMember(
  config: ConfigText,
  parent: Node,
  key: string,
  value: EntryValue,
  level: number,
): string {
  const { text, eol, indent } = config
  const member = `${eol}${indent.repeat(level)}${JSON.stringify(key)}: ${valueText(value, config, level)}`
  const last = parent.children?.at(-1)
  if (!last) {
    const inner = text.slice(parent.offset + 1, parent.offset + parent.length - 1)
    // Remarks in an otherwise empty object stay before the new member.
    const kept = inner.trimEnd()
    const close = `${eol}${indent.repeat(level - 1)}`
    return splice(text, parent.offset + 1, inner.length, `${kept}${member}${close}`)
  }
  const { valueEnd, hasComma, lineEnd } = memberEnd(text, last.offset + last.length)
  const closing = parent.offset + parent.length - 1
  const sameLine = !text.slice(lineEnd, closing).includes('\n')
  const close = sameLine ? `${eol}${indent.repeat(level - 1)}` : ''
  const added = `${member}${hasComma ? ',' : ''}${close}`
  const withMember = splice(text, lineEnd, 0, added)
  return hasComma ? withMember : splice(withMember, valueEnd, 0, ',')
}

const nest = (path: readonly string[], value: EntryValue): EntryValue =>
  path.reduceRight((inner: EntryValue, key) => ({ [key]: inner }), value)

function valueText(value: EntryValue, { eol, indent }: ConfigText, level: number): string {
  const lines = JSON.stringify(value, null, indent).split('\n')
  return lines.map((line, index) => (index ? indent.repeat(level) + line : line)).join(eol)
}

const splice = (text: string, offset: number, length: number, put: string): string =>
  text.slice(0, offset) + put + text.slice(offset + length)

/** What was written must differ in this entry and in nothing else, whatever the file looked like. */
function assertNothingElse(
  before: Node | undefined,
  written: string,
  path: EntryPath,
  value: EntryValue | undefined,
  file: string,
): void {
  const expected: unknown = before ? getNodeValue(before) : {}
  const after = parse(written, file)
  const wanted = withEntry(expected, path, value)
  if (!after || !sameValues(getNodeValue(after), wanted)) {
    const doing = value === undefined ? 'taken out' : 'added'
    const problem = `the entry cannot be ${doing} without changing something else in it`
    throw new BridgeError('config-unreadable', { file, problem })
  }
}

/** Undefined takes the entry out. */
function withEntry(
  into: unknown,
  [key, ...rest]: readonly string[],
  value: EntryValue | undefined,
): unknown {
  if (key === undefined) return value
  const object: object = typeof into === 'object' && into !== null ? into : {}
  const inner: unknown = Object.getOwnPropertyDescriptor(object, key)?.value
  return { ...object, [key]: withEntry(inner, rest, value) }
}

const notAnObject = (file: string, what: string) =>
  new BridgeError('config-unreadable', { file, problem: `${what} is not an object { … }` })
