/** What was said, on the command line: as it comes, by words, and one thread alone. */
import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createContext } from '../../main/cli/context.ts'
import { send } from '../../main/cli/conversation-commands.ts'
import { exportAll } from '../../main/cli/file-commands.ts'
import { log } from '../../main/cli/log-command.ts'
import { search } from '../../main/cli/search-command.ts'
import { openBridge } from '../control/open-bridge.ts'
import { printed } from './commands.ts'

it('log --follow prints what is there and what comes, once each and in order, until it is ended', async () => {
  const { dataDir, invoke } = await openBridge()
  const say = (text: string) => invoke('conversation.send', { to: ['claude'], text })
  await say('before')
  let text = ''
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  const ending = new AbortController()
  const context = createContext({ data: dataDir, json: true, stdout })
  const following = log(context, { follow: true, signal: ending.signal })
  await expect.poll(() => text).toContain('before')
  // More than one look at the log brings.
  for (let n = 1; n <= 45; n += 1) await say(`letter ${n}`)
  await expect.poll(() => text).toContain('letter 45')
  ending.abort()
  await following
  const lines = text.trim().split('\n')
  const entries = lines.map((line) => JSON.parse(line) as { text: string; seq: number })
  expect(entries.map((entry) => entry.text)).toEqual([
    'before',
    ...Array.from({ length: 45 }, (_, n) => `letter ${n + 1}`),
  ])
})

it('search says where words stand, without any mark', async () => {
  const { dataDir, invoke } = await openBridge()
  await invoke('conversation.send', { to: ['claude'], text: 'The plum tree blooms.' })
  const found = await printed(dataDir, (context) => search(context, ['plum', 'tree'], undefined))
  expect(found).toMatch(/^message:m1 · owner · .*\n {4}The plum tree blooms\.\n$/)
  expect(await printed(dataDir, (context) => search(context, ['pear'], undefined))).toBe(
    'Nothing was found.\n',
  )
})

it('send --reply-to answers a message in its thread, and export --thread has only that', async () => {
  const { dataDir, invoke } = await openBridge()
  const { message } = await invoke('conversation.send', { to: ['claude'], text: 'First' })
  await invoke('conversation.send', { to: ['claude'], text: 'Elsewhere' })
  await printed(dataDir, (context) =>
    send(context, ['Second'], { to: 'claude', replyTo: message.id }),
  )
  const [, second] = await invoke('conversation.thread', { id: message.thread })
  expect(second).toMatchObject({ text: 'Second', replyTo: message.id })
  const text = await printed(dataDir, (context) => exportAll(context, { thread: message.thread }))
  expect(text).toContain('> Second')
  expect(text).not.toContain('Elsewhere')
  const missing = printed(dataDir, (context) => exportAll(context, { thread: 't99' }))
  await expect(missing).rejects.toMatchObject({ code: 'unknown-thread' })
})
