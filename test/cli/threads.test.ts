/** The threads as the owner sees and decides them on the command line. */
import { expect, it } from 'vitest'
import { decide, threads } from '../../main/cli/thread-commands.ts'
import { openBridge } from '../control/open-bridge.ts'
import { printed } from './commands.ts'

async function begun() {
  const { dataDir, invoke } = await openBridge()
  const { message } = await invoke('conversation.send', { to: ['claude'], text: 'The plan' })
  const { thread } = message
  const run = (...args: string[]) => printed(dataDir, async (context) => decide(context, args))
  return { dataDir, thread, run, list: () => printed(dataDir, threads) }
}

it('threads lists them with what stands in the way', async () => {
  const { dataDir: empty } = await openBridge()
  expect(await printed(empty, threads)).toBe('There are no threads yet.\n')
  const { thread, run, list } = await begun()
  expect(await list()).toMatch(new RegExp(`^${thread} .*1 message .*The plan`))
  expect(await run('end', thread)).toBe(`Thread ${thread} has ended.\n`)
  expect(await list()).toMatch(/ended .*The plan/)
  expect(await run('go-on', thread)).toBe(`Thread ${thread} goes on, without a bound.\n`)
  expect(await list()).not.toContain('ended')
  expect(await run('more', thread)).toBe(`Thread ${thread} goes on, as far again.\n`)
})

it('thread bound gives a thread its own number, and takes it back', async () => {
  const { thread, run } = await begun()
  expect(await run('bound', thread, '7')).toBe(
    `Thread ${thread} pauses after 7 messages without you.\n`,
  )
  expect(await run('bound', thread, 'usual')).toBe(
    `Thread ${thread} pauses where the settings say.\n`,
  )
})

it.each([
  ['stop', 't1'],
  ['end'],
  ['end', 't1', 't2'],
  ['bound', 't1'],
  ['bound', 't1', '0'],
  ['bound', 't1', 'x'],
])('says how it is used instead of guessing: %s %s %s', async (...args) => {
  const { run } = await begun()
  await expect(run(...args.filter((arg) => arg !== undefined))).rejects.toThrow(
    'Use: drawbridge thread',
  )
})

it('thread name is what threads shows, and its first words come back without one', async () => {
  const { thread, run, list } = await begun()
  expect(await run('name', thread, 'Bridge', 'repairs')).toBe(
    `Thread ${thread} is called “Bridge repairs”.\n`,
  )
  expect(await list()).toMatch(/Bridge repairs$/m)
  expect(await run('name', thread)).toBe(`Thread ${thread} is called “The plan”.\n`)
  expect(await list()).toMatch(/The plan$/m)
})
