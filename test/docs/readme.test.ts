/** The README says what the program says: its commands, its tools, its settings, its data folder. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scopes } from '../../main/bridge/oauth/types.ts'
import { settingsSchema } from '../../main/contract/settings-schema.ts'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import { commands, type CommandName } from '../../main/cli/command-table.ts'
import { entryOf, help, shownOptions } from '../../main/cli/help.ts'

const root = join(import.meta.dirname, '..', '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, block = '']) => block,
  )

/** Lines without their indentation and the spaces that align them. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replaceAll(/ {2,}/g, '  '))
    .filter((line) => line !== '')

const commandLine = readFileSync(join(root, 'docs', 'command-line.md'), 'utf8')

it('docs/command-line.md shows the command line as --help does, and the options of each command', () => {
  const [, ...described] = lines(help())
  const withOptions = (Object.keys(commands) as CommandName[]).filter(
    (name) => name !== 'up' && shownOptions(name).length > 0,
  )
  const [overview = '', options = ''] = blocks(commandLine, 'text')
  expect(lines(overview)).toEqual(described)
  expect(lines(options)).toEqual(lines(withOptions.map(entryOf).join('\n')))
})

it('lists every tool with the permission it needs, in the order the clients see them', () => {
  const rows = [...readme.matchAll(/^\| `(\w+)` +\|.*\| `([\w:]+)` +\|$/gm)]
  expect(rows.map(([, name, scope]) => ({ name, scope }))).toEqual(
    tools.map(({ name, scope }) => ({ name, scope })),
  )
  for (const [, , scope] of rows) expect(scopes).toContain(scope)
})

it('names only scripts that package.json has', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const named = [
    ...[...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name),
    ...(readme.match(/(?<=npm )(?:start|test)\b/g) ?? []),
  ]
  expect(new Set(named)).toContain('drawbridge')
  for (const name of named) expect(Object.keys(scripts)).toContain(name)
})

it('documents every setting with its default', () => {
  const page = readFileSync(join(root, 'docs', 'errors', 'settings-invalid.md'), 'utf8')
  const [block = ''] = blocks(page, 'json')
  expect(JSON.parse(block)).toEqual(settingsSchema.parse({}))
})
