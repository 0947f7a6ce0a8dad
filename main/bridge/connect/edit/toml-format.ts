/**
 * One table in a TOML file, `[mcp_servers.drawbridge]`. A new one goes to the end as text, which
 * touches nothing else; one that is there, or whose parent is written inline, is edited by
 * toml-patch, which keeps comments and order. What came out is parsed and compared with what was
 * there: a file in which that would change anything else is refused.
 */
import { parse, patch, stringify } from '@decimalturn/toml-patch'
import { z } from 'zod'
import { isObject } from '../../base/is-object.ts'
import { BridgeError } from '../../base/errors.ts'
import type { ConfigFormat, EntryPath, EntryValue } from './config-format.ts'
import type { ConfigText } from './config-text.ts'
import { isMixed, withLf, withLineEndsOf } from './line-ends.ts'
import { sameValues } from './same-values.ts'

export const tomlFormat: ConfigFormat = {
  read: ({ text }, path, file) => at(parsed(text, file), path),
  write(config, path, value, file) {
    const before = parsed(config.text, file)
    if (sameValues(at(before, path), value)) return config.text
    assertTables(before, path, file)
    const wanted = withEntry(before, path, value)
    const ways = at(before, path) === undefined ? [append, edit] : [edit]
    for (const way of ways) {
      const written = way(config, path, value)
      if (written !== undefined && sameValues(tryParse(written), wanted)) return written
    }
    throw cannotBe('added', path, file)
  },
  remove(config, path, file) {
    const before = parsed(config.text, file)
    if (at(before, path) === undefined) return config.text
    const written = edit(config, path, undefined)
    if (written !== undefined && sameValues(tryParse(written), withEntry(before, path, undefined)))
      return written
    throw cannotBe('taken out', path, file)
  },
}

type Way = (config: ConfigText, path: EntryPath, value: EntryValue) => string | undefined

const cannotBe = (doing: string, path: EntryPath, file: string) =>
  new BridgeError('config-unreadable', {
    file,
    problem: `[${path.join('.')}] cannot be ${doing} without changing something else in it`,
  })

/** What stands where a table has to be, a list of tables for one, is not ours to replace. */
function assertTables(root: object, path: EntryPath, file: string): void {
  for (let depth = 1; depth < path.length; depth++) {
    const above = at(root, path.slice(0, depth))
    if (above === undefined || (isObject(above) && !Array.isArray(above))) continue
    const problem = `${path.slice(0, depth).join('.')} is not a table`
    throw new BridgeError('config-unreadable', { file, problem })
  }
}

/** The table as lines of its own at the end. */
const append: Way = ({ text, eol }, path, value) => {
  const table = stringify(withEntry({}, path, value), { inlineTableStart: path.length + 1 })
  // The empty parents that `stringify` writes are not needed, and may be there already.
  const start = table.indexOf(`[${path.join('.')}]`)
  if (start === -1) return undefined
  const block = table.slice(start).trimEnd().split('\n').join(eol)
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol
  return `${text}${gap}${block}${eol}`
}

/** The value put where it belongs, in the way the file writes things. */
function edit(
  { text, eol }: ConfigText,
  path: EntryPath,
  value: EntryValue | undefined,
): string | undefined {
  try {
    if (!isMixed(text)) return patch(text, withEntry(parse(text), path, value))
    // toml-patch would make all line ends alike, and those of other people's lines are not ours.
    const alike = withLf(text)
    return withLineEndsOf(text, patch(alike, withEntry(parse(alike), path, value)), eol)
  } catch {
    return undefined
  }
}

function parsed(text: string, file: string): object {
  try {
    return parse(text)
  } catch (error) {
    throw new BridgeError(
      'config-unreadable',
      { file, problem: problemOf(error) },
      { cause: error },
    )
  }
}

const placeSchema = z.object({ message: z.string(), line: z.number(), column: z.number() })

/** toml-patch says "Error parsing TOML (line, column):", the line, a caret, and then what is wrong. */
function problemOf(error: unknown): string {
  const { data } = placeSchema.safeParse(error)
  if (!data) return 'it is not TOML'
  return `line ${data.line}, column ${data.column}: ${data.message.split('\n').at(-1)}`
}

function tryParse(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      isObject(inner) ? Object.getOwnPropertyDescriptor(inner, key)?.value : undefined,
    value,
  )
}

/** A copy of `root` with the value at `path`, or without; everything else is shared. */
function withEntry(
  root: unknown,
  [key, ...rest]: readonly string[],
  value: EntryValue | undefined,
): object {
  const copy = Object.assign(Object.create(null) as object, isObject(root) ? root : {})
  if (key === undefined) return copy
  if (rest.length === 0 && value === undefined) {
    Reflect.deleteProperty(copy, key)
    return copy
  }
  const inner = rest.length === 0 ? value : withEntry(at(root, [key]), rest, value)
  return Object.assign(copy, { [key]: inner })
}
