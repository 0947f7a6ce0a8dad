/** The import rules in .oxlintrc.json against the folders of main/bridge: each has one, and it allows what is used and no more. */
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const bridge = join(root, 'main', 'bridge')

interface Override {
  files: string[]
  rules: { 'no-restricted-imports'?: [string, { patterns: string[] }] }
}

const { overrides } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as {
  overrides: Override[]
}

const rooms = readdirSync(bridge, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

/** The folders of main/bridge whose files a folder imports. */
function importedBy(room: string): string[] {
  const found = new Set<string>()
  for (const file of globSync('**/*.ts', { cwd: join(bridge, room) })) {
    const text = readFileSync(join(bridge, room, file), 'utf8')
    for (const [, specifier = ''] of text.matchAll(/(?:from|import) '(\.[^']+)'/g)) {
      const [first = '', ...rest] = normalize(join(room, file, '..', specifier)).split(sep)
      if (rest.length > 0 && rooms.includes(first) && first !== room) found.add(first)
    }
  }
  return [...found].sort()
}

const refusedTo = (room: string): string[] => {
  const rule = overrides.find(({ files }) => files.includes(`main/bridge/${room}/**`))
  const patterns = rule?.rules['no-restricted-imports']?.[1].patterns ?? []
  return rooms.filter((other) => patterns.includes(`**/${other}/**`))
}

const imports = new Map(rooms.map((room) => [room, importedBy(room)]))

describe.each(rooms)('main/bridge/%s', (room) => {
  it('is refused every folder it does not import', () => {
    const allowed = rooms.filter((other) => other !== room && !refusedTo(room).includes(other))
    expect(allowed).toEqual(imports.get(room))
  })
})

it('no folder of main/bridge imports itself by way of others', () => {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (imports.get(from) ?? []).some((next) => {
      if (next === to) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, to, seen)
    })
  expect(rooms.filter((room) => reaches(room, room))).toEqual([])
})
