/** Every command that a document, an error or the panel tells somebody to type is one the program takes. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commands, everywhere, isCommand } from '../../main/cli/command-table.ts'

const root = join(import.meta.dirname, '..', '..')

const files = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  ...globSync('docs/**/*.md', { cwd: root, exclude: ['docs/adr/**'] }),
  ...globSync('main/{bridge/error-catalogue,cli,bridge/explain,bridge/doctor}/**/*.ts', {
    cwd: root,
  }),
  ...globSync('renderer/strings/*.ts', { cwd: root }),
].map((path) => path.replaceAll('\\', '/'))

/** In ticks, in a block of a shell, and after "See:": `drawbridge …` to the end of the command. */
const typed = (text: string): string[] => [
  ...[...text.matchAll(/`drawbridge((?: [^`\n]{1,120})?)`/g)].map(([, words = '']) => words),
  ...[...text.matchAll(/^(?:\$ )?drawbridge((?: [^\n#|>&]{1,120})?)/gm)].map(
    // What follows at a distance says what it does.
    ([, words = '']) => words.split('  ', 1)[0] ?? '',
  ),
]

/** The words of a command, without what is quoted: that is the owner's text. */
const wordsOf = (command: string): string[] =>
  command
    .replaceAll(/"[^"]*"|'[^']*'/g, 'TEXT')
    .split(/\s+/)
    .filter((word) => word !== '')

/** What is wrong with it; undefined for nothing. */
function wrong(command: string): string | undefined {
  const [name, ...rest] = wordsOf(command)
  if (name === undefined || name === 'help' || /^[-A-Z…$]/.test(name)) return undefined
  if (!isCommand(name)) return `no command ${name}`
  const { options, uses } = commands[name] as {
    options: Record<string, unknown>
    uses: readonly (readonly [string, string])[]
  }
  for (const word of rest) {
    const option = /^\[?--(?:no-)?([a-z-]+)/.exec(word)?.[1]
    if (option !== undefined && !(option in options) && !(option in everywhere)) {
      return `${name} has no option --${option}`
    }
  }
  const [first] = rest
  if (first === undefined || !/^[a-z][a-z|-]*$/.test(first)) return undefined
  const firsts = uses.map(([words]) => words.replaceAll(/[[\]]/g, ' ').trim())
  // What stands in capitals is the owner's to choose.
  if (firsts.some((words) => /^[A-Z<"…]/.test(words))) return undefined
  const known = new Set(
    firsts.flatMap(
      (words) => words.match(/^[a-z-]+(?:\s*\|\s*[a-z-]+)*/)?.[0].split(/\s*\|\s*/) ?? [],
    ),
  )
  return first.split('|').every((word) => known.has(word)) ? undefined : `${name} takes no ${first}`
}

it('finds what is no command, no option and no word of one', () => {
  expect(typed('Say `drawbridge frobnicate`.\n\ndrawbridge log --foo\n')).toEqual([
    ' frobnicate',
    ' log --foo',
  ])
  expect(
    [
      ' frobnicate',
      ' log --foo',
      ' tunnel explode',
      ' tunnel fetch',
      ' send "--x" --to claude',
    ].map(wrong),
  ).toEqual([
    'no command frobnicate',
    'log has no option --foo',
    'tunnel takes no explode',
    undefined,
    undefined,
  ])
})

it('is so for every command that is named', () => {
  const found = files.flatMap((path) =>
    typed(readFileSync(join(root, path), 'utf8')).map((command) => ({ path, command })),
  )
  expect(found.length).toBeGreaterThan(200)
  expect(
    found.flatMap(({ path, command }) => {
      const fault = wrong(command)
      return fault === undefined ? [] : [`${path}: drawbridge${command}: ${fault}`]
    }),
  ).toEqual([])
})
