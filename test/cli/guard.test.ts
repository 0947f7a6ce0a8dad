/** The rules of the gate on the command line: set, listed, removed; what they hold is sent by a real link. */
import { beforeEach, describe, expect, it } from 'vitest'
import { guard, type GuardOptions } from '../../main/cli/guard-command.ts'
import { openBridge } from '../control/open-bridge.ts'
import { createRandom, invent } from '../scan/invented.ts'
import { printed } from './commands.ts'
import { linkAs } from './link-as.ts'

const none: GuardOptions = {
  from: undefined,
  to: undefined,
  client: undefined,
  talk: undefined,
  folder: undefined,
}
let bridge: Awaited<ReturnType<typeof openBridge>>
beforeEach(async () => {
  bridge = await openBridge()
  await bridge.invoke('held.guard', { on: false, what: 'marked' })
})
const run = (words: string[], options: Partial<GuardOptions> = {}, json = false) =>
  printed(bridge.dataDir, async (context) => guard(context, words, { ...none, ...options }), {
    json,
  })
const holds = async () => (await bridge.invoke('settings.get')).settings.hold
const isHeld = ({ result }: Record<string, unknown>): boolean =>
  (result as { structuredContent: { held?: boolean } }).structuredContent.held === true

it('holds from the start what may be a secret, and nothing else', async () => {
  bridge = await openBridge()
  expect(await run([])).toBe('1  what may hold a secret\n')
  const call = await linkAs(bridge.dataDir, 'claude')
  const send = (message: string) => call('send_message', { to: 'chatgpt', message })
  expect(isHeld(await send(`Use ${invent('ghp_{A36}', createRandom(7))}.`))).toBe(true)
  expect(isHeld(await send('The plan stands.'))).toBe(false)
})

it('lists what holds, by number, and how much waits', async () => {
  expect(await run([])).toBe(
    'There is no rule: what models send goes through. See: drawbridge help guard\n',
  )
  await run(['on', 'secrets'])
  await run(['add'], { from: 'claude', to: 'chatgpt' })
  const call = await linkAs(bridge.dataDir, 'claude')
  await call('send_message', { to: 'chatgpt', message: 'The plan' })
  expect(await run([])).toBe(
    [
      '1  what may hold a secret',
      '2  everything sent by claude read by chatgpt',
      '',
      'Waiting: 1 item (drawbridge held)',
      '',
    ].join('\n'),
  )
  expect(JSON.parse(await run([], {}, true))).toEqual({
    rules: [
      { number: 1, what: 'marked' },
      { number: 2, what: 'everything', from: 'claude', to: 'chatgpt' },
    ],
    waiting: 1,
  })
})

it('names other rules when it is turned off only if there are any', async () => {
  await run(['on'])
  expect(await run(['off'])).toBe('What models send goes through.\n')
  await run(['on', 'secrets'])
  expect(await run(['off'])).toContain('goes through, except for what may hold a secret.')
  await run(['off', 'secrets'])
  await run(['on'])
  await run(['add', 'files'])
  expect(await run(['off'])).toContain('except for what 1 other rule still holds')
})

it('holds files alone, or only those below a folder', async () => {
  expect(await run(['add'], { folder: 'contracts' })).toContain(
    'Rule 1 holds files below contracts.',
  )
  const call = await linkAs(bridge.dataDir, 'claude')
  const write = (name: string) => call('write_file', { name, content: 'Text' })
  expect(isHeld(await write('contracts/one.md'))).toBe(true)
  expect(isHeld(await write('plan.md'))).toBe(false)
  await run(['add', 'files'])
  expect(isHeld(await write('other.md'))).toBe(true)
  expect(isHeld(await call('send_message', { to: 'chatgpt', message: 'Hello' }))).toBe(false)
})

it('holds only what goes to one participant, through one client, in one thread', async () => {
  const call = await linkAs(bridge.dataDir, 'claude')
  const send = (to: string, thread?: string) =>
    call('send_message', { to, message: `To ${to}`, thread })
  const { result } = await send('chatgpt')
  const { thread } = (result as { structuredContent: { thread: string } }).structuredContent
  await run(['add'], { talk: thread })
  expect(isHeld(await send('chatgpt', thread))).toBe(true)
  expect(isHeld(await call('send_message', { to: 'chatgpt', message: 'Elsewhere' }))).toBe(false)
  await run(['remove', '1'])
  await run(['add'], { client: 'link:claude' })
  await run(['add', 'everything'], { to: 'chatgpt' })
  expect(await holds()).toEqual([
    { what: 'everything', client: 'link:claude' },
    { what: 'everything', to: 'chatgpt' },
  ])
})

it('removes a rule by its number, and adds none twice', async () => {
  await run(['add', 'files'])
  await run(['add', 'secrets'])
  expect(await run(['add', 'files'])).toContain('Rule 1 holds files.')
  expect(await holds()).toHaveLength(2)
  expect(await run(['remove', '1'])).toContain('Removed: files.')
  expect(await holds()).toEqual([{ what: 'marked' }])
})

describe('refuses, with the next step', () => {
  it.each([
    ['an unknown participant', ['add'], { to: 'chatgtp' }, /No participant .*There are: .*claude/],
    ['an unknown client', ['add'], { client: 'nobody' }, /drawbridge clients --json/],
    ['an unknown talk', ['add'], { talk: 't9' }, /t9/],
    ['a rule that is not there', ['remove', '3'], {}, /There is no rule\. See: drawbridge guard/],
    ['an unknown kind', ['add', 'letters'], {}, /Use: drawbridge guard/],
    ['an empty condition', ['add'], { folder: '' }, /Use: drawbridge guard/],
    ['a condition without add', ['on'], { to: 'claude' }, /Use: drawbridge guard/],
    ['no number', ['remove', 'all'], {}, /Use: drawbridge guard/],
  ])('%s', async (_what, words, options, message) => {
    await expect(run(words, options)).rejects.toThrow(message)
    expect(await holds()).toEqual([])
  })
})

it('loses none of two rules that are added at the same time, and of two removals takes each its own', async () => {
  await Promise.all([
    run(['add'], { from: 'claude' }),
    run(['add'], { from: 'chatgpt' }),
    run(['add', 'files']),
    run(['on', 'secrets']),
  ])
  const what = (rules: { what: string; from?: string | undefined }[]) =>
    rules.map((rule) => rule.from ?? rule.what).toSorted()
  expect(what(await holds())).toEqual(['chatgpt', 'claude', 'files', 'marked'])
  const rules = await holds()
  const numberOf = (name: string) =>
    String(rules.findIndex((rule) => (rule.from ?? rule.what) === name) + 1)
  await Promise.all([run(['remove', numberOf('claude')]), run(['remove', numberOf('claude')])])
  expect(what(await holds())).toEqual(['chatgpt', 'files', 'marked'])
})
