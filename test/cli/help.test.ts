import { expect, it } from 'vitest'
import { commandOf, commands, verbsOf, type CommandName } from '../../main/cli/command-table.ts'
import { help, helpFor, shownOptions, wrongUse } from '../../main/cli/help.ts'

const names = Object.keys(commands) as CommandName[]
const commandsIn = (text: string): string[] =>
  [...text.matchAll(/^ {2}drawbridge ([a-z-]+)/gm)].map(([, name = '']) => name)

it('names every command, in groups, and the options of the one that runs the bridge', () => {
  expect([...new Set(commandsIn(help()))].toSorted()).toEqual(names.toSorted())
  expect(help()).toContain('--control-port N')
  expect(help()).not.toContain('--background')
})

it.each(names)('help of %s is about it alone, with all its options', (command) => {
  const text = helpFor(command)
  expect([...new Set(commandsIn(text))]).toEqual([command])
  for (const [name, { means = '' }] of shownOptions(command)) {
    expect(text).toContain(`--${name}`)
    expect(text).toContain(means)
  }
  expect(text).toContain('Everywhere: --json')
})

it.each(names)('what is said of the use of %s names no option it does not take', (command) => {
  const used = commandOf(command)
    .uses.flatMap(([words]) => [...words.matchAll(/--([a-z-]+)/g)])
    .map(([, name]) => name)
  const taken = shownOptions(command).map(([name]) => name)
  expect(used.filter((name) => !taken.includes(name ?? ''))).toEqual([])
})

it('fits into a terminal of 100 columns', () => {
  const all = [help(), ...names.map(helpFor)].join('\n').split('\n')
  expect(all.filter((line) => line.length > 100)).toEqual([])
})

it('knows the words after a command that say what it shall do', () => {
  expect(verbsOf('tunnel')).toEqual(['status', 'restart', 'fetch', 'remove', 'setup'])
  expect(verbsOf('thread')).toEqual(['go-on', 'more', 'end', 'bound', 'name'])
  expect(verbsOf('doctor')).toEqual(['rehearse'])
  expect(verbsOf('deny')).toEqual([])
})

it('says to whoever has it wrong what would be right', () => {
  expect(wrongUse('client').message).toBe(
    'Use: drawbridge client add --name NAME\n     drawbridge client reads CLIENT whole|own\nIts options: drawbridge help client',
  )
})
