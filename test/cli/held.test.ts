/** What waits at the gate, worked through on the command line; sent by a real link to a whole bridge. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { status } from '../../main/cli/bridge-commands.ts'
import { guard as guardCommand } from '../../main/cli/guard-command.ts'
import { held, release, sendBack } from '../../main/cli/held-commands.ts'
import { openBridge } from '../control/open-bridge.ts'
import { printed } from './commands.ts'
import { linkAs } from './link-as.ts'

const everywhere = {
  from: undefined,
  to: undefined,
  client: undefined,
  talk: undefined,
  folder: undefined,
}
const guard = (context: Parameters<typeof held>[0], words: string[]) =>
  guardCommand(context, words, everywhere)
const plain = { with: undefined, thread: false, allow: false }

it('guard on, held, release, return and guard off', async () => {
  const { dataDir, invoke, topics } = await openBridge()
  const run = (command: Parameters<typeof printed>[1]) => printed(dataDir, command)
  expect(await run((context) => held(context, [], false))).toBe('Nothing waits for you.\n')
  expect(await run((context) => guard(context, ['on']))).toContain('Guarded')
  expect(await invoke('status.get')).toMatchObject({ guarded: true, heldItems: 0 })

  const call = await linkAs(dataDir, 'claude')
  for (const message of ['The plan', 'The bill', 'The rest']) {
    expect(await call('send_message', { to: 'chatgpt', message })).toMatchObject({
      result: { structuredContent: { held: true } },
    })
  }
  expect(topics).toContain('held')
  expect(await invoke('status.get')).toMatchObject({ heldItems: 3 })
  expect(await run(status)).toContain('Waiting at the gate: 3 items (drawbridge held)')
  expect(await run((context) => held(context, [], false))).toMatch(
    /^h1 +message +claude > chatgpt .*The plan$/m,
  )
  expect(await run((context) => held(context, ['h2'], false))).toMatch(/: held\n\nThe bill\n$/)

  expect(await run((context) => release(context, ['h1'], plain))).toMatch(
    /^h1 went through: m\d+\.\n$/,
  )
  const words = join(dataDir, 'words.txt')
  writeFileSync(words, 'The bill, shorter')
  await run((context) => release(context, ['h2'], { ...plain, with: words }))
  expect(await run((context) => sendBack(context, ['h3', 'Not', 'now']))).toBe(
    'h3 goes back to claude.\n',
  )
  const { messages } = await invoke('conversation.inbox', { participant: 'chatgpt' })
  expect(messages.filter(({ from }) => from === 'claude').map(({ text }) => text)).toEqual([
    'The plan',
    'The bill, shorter',
  ])
  expect(await invoke('held.get', { id: 'h2' })).toMatchObject({
    state: 'released',
    changed: true,
    text: 'The bill',
    changedTo: 'The bill, shorter',
  })
  expect(await run((context) => held(context, [], true))).toMatch(/^h3 .*returned/m)

  await run((context) => guard(context, ['off']))
  await run((context) => guard(context, ['on', 'secrets']))
  const { settings } = await invoke('settings.get')
  expect(settings.hold).toEqual([{ what: 'marked' }])
  expect(await call('send_message', { to: 'chatgpt', message: 'Goes through' })).toMatchObject({
    result: { structuredContent: { id: expect.stringMatching(/^m/) as string } },
  })
  const key = `redis://:${'q8Zr2Lw0'.repeat(2)}@cache/0`
  await call('send_message', { to: 'chatgpt', message: `Use ${key}` })
  expect(await invoke('held.get', { id: 'h4' })).toMatchObject({
    because: 'marked',
    found: ['password in an address'],
    hidden: 'Use redis://[password in an address, hidden by the owner]@cache/0',
  })
})

it('shows a file as what changes in the version the others know', async () => {
  const { dataDir, invoke } = await openBridge()
  await invoke('files.write', { name: 'plan.md', content: 'One\nTwo\n' })
  await printed(dataDir, (context) => guard(context, ['on']))
  const call = await linkAs(dataDir, 'claude')
  await call('write_file', { name: 'plan.md', content: 'One\nThree\n' })
  await call('write_file', { name: 'new.md', content: 'First' })
  const shown = (id: string) => printed(dataDir, (context) => held(context, [id], false))
  expect(await shown('h1')).toContain('\n@@ -1,2 +1,2 @@\n One\n-Two\n+Three\n')
  expect(await shown('h2')).toMatch(/: held\n\nFirst\n$/)
})

it.each([
  [(context: Parameters<typeof held>[0]) => held(context, ['h1', 'h2'], false), 'drawbridge held'],
  [(context: Parameters<typeof held>[0]) => release(context, [], plain), 'drawbridge release'],
  [(context: Parameters<typeof held>[0]) => sendBack(context, []), 'drawbridge return'],
  [(context: Parameters<typeof held>[0]) => guard(context, ['maybe']), 'drawbridge guard'],
])('says how it is used instead of guessing (%#)', async (command, use) => {
  const { dataDir } = await openBridge()
  await expect(printed(dataDir, async (context) => command(context))).rejects.toThrow(`Use: ${use}`)
})
