/**
 * One table in a TOML file, `[mcp_servers.drawbridge]`. No library edits TOML and keeps remarks and
 * order, so the table is replaced as lines, and what came out is parsed and compared with what was
 * there: a file in which that changes anything else is refused.
 */
import { parse, stringify, TomlError } from 'smol-toml'
import { BridgeError } from '../../base/errors.ts'
import type { ConfigFormat, EntryPath, EntryValue } from './config-format.ts'
import type { ConfigText } from './config-text.ts'
import { sameValues } from './same-values.ts'

export const tomlFormat: ConfigFormat = {
  read: ({ text }, path, file) => at(parsed(text, file), path),
  write(config, path, value, file) {
    const before = parsed(config.text, file)
    const written = put(config, path, value)
    const after = tryParse(written)
    if (!sameValues(at(after, path), value) || !sameBeside(before, after, path)) {
      const problem = `[${path.join('.')}] cannot be added without changing something else in it`
      throw new BridgeError('config-unreadable', { file, problem })
    }
    return written
  },
}

function parsed(text: string, file: string): object {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const [what = ''] = error.message.replace('Invalid TOML document: ', '').split('\n')
    const problem = `line ${error.line}, column ${error.column}: ${what}`
    throw new BridgeError('config-unreadable', { file, problem }, { cause: error })
  }
}

function tryParse(text: string): object {
  try {
    return parse(text)
  } catch {
    return {}
  }
}

/** The table with its sub-tables is replaced where it stands; a new one goes to the end. */
function put({ text, eol }: ConfigText, path: EntryPath, value: EntryValue): string {
  const table = stringify(
    path.reduceRight<object>((inner, key) => ({ [key]: inner }), Object(value)),
  )
  // The empty parents that `stringify` may write are not needed, and may be there already.
  const block = table
    .slice(table.indexOf(`[${path.join('.')}]`))
    .trimEnd()
    .split('\n')
    .join(eol)
  const lines = text.split(/(?<=\n)/)
  const first = lines.findIndex((line) => isHeaderOf(line, path))
  if (first === -1) {
    const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol
    return `${text}${gap}${block}${eol}`
  }
  let end = first + 1
  while (end < lines.length && !(isHeader(lines[end]) && !isHeaderOf(lines[end], path))) end += 1
  // Remarks and blank lines before the next table are about that one.
  while (end > first + 1 && /^\s*(#.*)?\r?\n?$/.test(lines[end - 1] ?? '')) end -= 1
  return `${lines.slice(0, first).join('')}${block}${eol}${lines.slice(end).join('')}`
}

const isHeader = (line = ''): boolean => /^\s*\[/.test(line)

/** Of the table itself or of one within it. */
function isHeaderOf(line: string | undefined, path: EntryPath): boolean {
  const [, inside] = /^\s*\[([^[\]]+)\]/.exec(line ?? '') ?? []
  if (inside === undefined) return false
  const keys = inside.split('.').map((key) => key.trim().replace(/^(["'])(.*)\1$/, '$2'))
  return path.every((key, index) => keys[index] === key)
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.getOwnPropertyDescriptor(inner, key)?.value
        : undefined,
    value,
  )
}

/** Everything but the entry is the same. */
function sameBeside(before: object, after: object, path: EntryPath): boolean {
  return sameValues(without(before, path), without(after, path))
}

function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || key === undefined) return value
  const copy: Record<string, unknown> = { ...value }
  if (rest.length === 0) delete copy[key]
  else if (key in copy) copy[key] = without(copy[key], rest)
  // A parent that only held the entry was not there before.
  const inner = copy[key]
  if (typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0)
    delete copy[key]
  return copy
}
