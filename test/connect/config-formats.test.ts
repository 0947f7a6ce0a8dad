/** Editing the files of other programs: one entry changes, and not a byte beside it. */
import { parse as parseJsonc } from 'jsonc-parser'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConfigFormat, EntryPath } from '../../main/bridge/connect/edit/config-format.ts'
import { decodeConfig } from '../../main/bridge/connect/edit/config-text.ts'
import { jsonFormat } from '../../main/bridge/connect/edit/json-format.ts'
import { tomlFormat } from '../../main/bridge/connect/edit/toml-format.ts'
import { corpus } from './config-corpus.ts'

const formats: Record<'json' | 'toml', { format: ConfigFormat; path: EntryPath }> = {
  json: { format: jsonFormat, path: ['mcpServers', 'drawbridge'] },
  toml: { format: tomlFormat, path: ['mcp_servers', 'drawbridge'] },
}
const entry = { command: '/opt/node', args: ['/opt/stdio.cjs', '--data', '/home/ada/x y'] }

describe.each(corpus.filter(({ editable }) => editable))('$format: $name', (sample) => {
  const { format, path } = formats[sample.format]
  const config = decodeConfig(sample.bytes, 'f')

  it('gets the entry, and the entry is read back', () => {
    const written = format.write(config, path, entry, 'f')
    expect(format.read({ ...config, text: written }, path, 'f')).toEqual(entry)
  })

  it('keeps every line that was there, in its order', () => {
    const written = format.write(config, path, entry, 'f')
    const had = config.text.split(/\r?\n/).map((line) => line.trim())
    const left = written.split(/\r?\n/).map((line) => line.trim())
    const changed = lost(had, left).filter(
      (line) => !/^(\{\}?|\}|"mcpServers": \{\},?)?$/.test(line),
    )
    if (sample.name.includes('ours') || sample.name === 'quoted names') return
    for (const line of changed) {
      // A line may only gain: the comma after it, or what stood with it on one line.
      expect(
        left.some((now) => now.replace(/,(?=\s*(\/\/.*)?$)/, '').startsWith(line.slice(0, 10))),
        line,
      ).toBe(true)
    }
    for (const remark of config.text.match(/(\/\/|#|\/\*)[^\r\n]*/g) ?? [])
      expect(written).toContain(remark)
  })

  it('keeps its line ends', () => {
    const written = format.write(config, path, entry, 'f')
    const bare = (text: string) => text.match(/(?<!\r)\n/g)?.length ?? 0
    // What is added ends as the file does; where its own lines differ, each keeps its end.
    // A line of ours that is replaced is among what is added.
    const replaced = sample.name === 'mixed line ends, an entry of ours' ? 1 : 0
    if (config.eol === '\r\n') expect(bare(written)).toBe(bare(config.text) - replaced)
    else expect(written).not.toContain('\r')
  })

  it('is as before in all values when the entry is taken out again', () => {
    const had = format.read(config, path, 'f')
    const written = format.write(config, path, entry, 'f')
    const gone = format.remove({ ...config, text: written }, path, 'f')
    expect(format.read({ ...config, text: gone }, path, 'f')).toBeUndefined()
    for (const remark of config.text.match(/(\/\/|#)[^\r\n]*/g) ?? [])
      if (had === undefined) expect(gone).toContain(remark)
    expect(format.remove({ ...config, text: gone }, path, 'f')).toBe(gone)
  })

  it('does not change when the same entry is written again', () => {
    const once = format.write(config, path, entry, 'f')
    expect(format.write({ ...config, text: once }, path, entry, 'f')).toBe(once)
  })
})

describe.each(corpus.filter(({ editable }) => !editable))('$format: $name', (sample) => {
  it('is refused and says why', () => {
    const { format, path } = formats[sample.format]
    expect(() => format.write(decodeConfig(sample.bytes, 'f'), path, entry, 'f')).toThrow(
      expect.objectContaining({ code: 'config-unreadable' }),
    )
  })
})

it('says the line and the column of what does not parse', () => {
  const broken = decodeConfig(Buffer.from('{\n  "a": 1\n  "b": 2\n}'), '/home/ada/f.json')
  expect(() => jsonFormat.read(broken, ['b'], '/home/ada/f.json')).toThrow(
    'The file /home/ada/f.json cannot be edited: line 3, column 3: comma expected.',
  )
})

it('leaves every other value of any JSON file as it was', () => {
  const key = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== '__proto__')
  const json = fc.dictionary(key, fc.jsonValue({ maxDepth: 3 }))
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 2, 4, '\t'), (value, indent) => {
      if (JSON.stringify(value).includes('__proto__')) return
      const { mcpServers: _, ...rest } = value
      const text = JSON.stringify(rest, null, indent)
      const config = decodeConfig(Buffer.from(text), 'f')
      const written = jsonFormat.write(config, ['mcpServers', 'drawbridge'], entry, 'f')
      expect(JSON.stringify(parseJsonc(written))).toBe(
        JSON.stringify({ ...JSON.parse(text), mcpServers: { drawbridge: entry } }),
      )
    }),
  )
})

/** Lines of `had` that are not among `left`, each counted as often as it occurs. */
function lost(had: string[], left: string[]): string[] {
  const rest = [...left]
  return had.filter((line) => {
    const index = rest.indexOf(line)
    if (index === -1) return true
    rest.splice(index, 1)
    return false
  })
}
