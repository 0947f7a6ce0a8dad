/** A word that no command knows is refused before anything is done, and not silently left out. */
import { expect, it } from 'vitest'
import { run } from '../../main/cli/run.ts'
import { commands as table, type CommandName } from '../../main/cli/command-table.ts'
import { UsageError } from '../../main/cli/usage.ts'

/** A whole command of each kind, to which one word too many is added. */
const whole: Partial<Record<CommandName, string[]>> = {
  approve: ['4821', 'x'],
  deny: ['4821', 'x'],
  admit: ['48217730', 'x'],
  client: ['add', '--name', 'Editor'],
  revoke: ['Editor'],
  keys: ['rotate'],
  tunnel: ['status'],
  identity: ['check'],
  connect: ['codex'],
  doctor: ['rehearse', 'chatgpt'],
  wake: ['now', 'claude'],
  events: ['end', '1'],
  inbox: ['claude'],
  thread: ['end', '1'],
  link: ['close', 'claude'],
  held: ['1'],
  seen: ['plan.md'],
  release: ['1'],
  guard: ['on', 'secrets'],
  files: ['write', 'a', 'b'],
  completion: ['bash'],
  purge: ['--older-than', '1', '--yes'],
}
/** Their last words are a text, or what is handed to a program. */
const free = new Set<string>(['send', 'search', 'return', 'talk', 'seat', 'paste'])
const commands = Object.keys(table).filter((name) => !free.has(name)) as CommandName[]

const refused = (words: string[]) =>
  expect(async () => run([...words, '--data', '/nowhere/at/all'])).rejects.toBeInstanceOf(
    UsageError,
  )

it.each(commands)('%s', (name) => refused([name, ...(whole[name] ?? []), 'stray']))

it.each([
  ['talk', 'forms', 'stray'],
  ['talk', 'list', 'stray'],
  ['talk', 'watch', '1', 'stray'],
  ['talk', 'result', '1', 'stray'],
  ['talk', 'pause', '1', 'stray'],
  ['talk', 'end', '1', 'stray'],
  ['talk', 'skip', '1', 'claude', 'stray'],
  ['talk', 'word', '1', 'claude', 'stray'],
  ['talk', 'more', '1', 'rounds', '2', 'stray'],
  ['seat', 'list', 'stray'],
  ['seat', 'stop', 'claude', 'stray'],
  ['files', 'read', 'a', 'stray'],
  ['thread', 'bound', '1', 'usual', 'stray'],
])('%s %s %s', (...words) => refused(words))
