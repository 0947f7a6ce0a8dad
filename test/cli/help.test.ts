import { expect, it } from 'vitest'
import { help, helpFor } from '../../main/cli/usage.ts'

const commandsIn = (text: string): string[] =>
  [...text.matchAll(/^ {2}drawbridge \[?([a-z-]+)/gm)].map(([, name = '']) => name)

it.each([...new Set(commandsIn(help))])('help of %s is about it alone', (command) => {
  const text = helpFor(command)
  expect([...new Set(commandsIn(text))]).toEqual([command])
  expect(text).toContain('Everywhere: --json')
})

it('keeps the options and the further lines of a command', () => {
  expect(helpFor('up')).toContain('--control-port N')
  expect(helpFor('up')).toContain('--verbose')
  expect(helpFor('purge')).toContain('remove for good')
})

it('tells commands apart whose names begin alike', () => {
  expect(helpFor('client')).not.toContain('who may connect')
  expect(helpFor('clients')).not.toContain('--redirect-uri')
})
