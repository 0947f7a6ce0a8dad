/** What the owner carries over from apps that may not write, on the command line. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { log } from '../../main/cli/log-command.ts'
import { paste } from '../../main/cli/lane-commands.ts'
import { UsageError } from '../../main/cli/usage.ts'
import { openBridge } from '../control/open-bridge.ts'
import { printed } from './commands.ts'

const nothing = { thread: undefined, replyTo: undefined, to: undefined, file: undefined }

it('sends a letter in the name of an app, and takes its turn in a talk', async () => {
  const { dataDir, invoke } = await openBridge()
  const run = (args: string[], options: Partial<typeof nothing> | Record<string, string> = {}) =>
    printed(dataDir, (context) => paste(context, args, { ...nothing, ...options }))
  expect(await run([])).toBe('Nobody is waiting for you to paste an answer.\n')
  const { message } = await invoke('conversation.send', { to: ['chatgpt'], text: 'Which one?' })
  expect(
    await run(['chatgpt', 'The', 'blue'], { thread: message.thread, to: 'claude,owner' }),
  ).toMatch(/^Sent for chatgpt \(id m\d+, thread t\d+\), marked as pasted by you\.\n$/)
  expect(await printed(dataDir, (context) => log(context, {}))).toMatch(
    /chatgpt → claude, owner · pasted by you\n {4}The blue/,
  )
  const seats = [{ participant: 'chatgpt' }, { participant: 'claude' }]
  const talk = await invoke('talks.begin', { question: 'Do it.', form: 'work', seats })
  const file = join(dataDir, 'turn.json')
  writeFileSync(file, JSON.stringify({ text: 'Done.', done: true }))
  expect(await run(['chatgpt'], { thread: talk.id, file })).toContain('Handed in for chatgpt')
  const { steps } = await invoke('talks.get', { id: talk.id })
  expect(steps.find(({ kind }) => kind === 'said')).toMatchObject({ by: 'chatgpt', pasted: true })
  await expect(run(['chatgpt', 'text'])).rejects.toBeInstanceOf(UsageError)
})
