import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConversation, temporaryFolder } from '../conversation/fresh-conversation.ts'

const models = join(import.meta.dirname, '../fixtures/looping-models.ts')

/** What two models were told until they were killed without warning, soon after a thread was paused. */
async function loopUntilKilled(dir: string): Promise<string[]> {
  const child = spawn(process.execPath, [models, dir], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [output, errors] = ['', '']
  child.stderr.on('data', (chunk: Buffer) => (errors += String(chunk)))
  child.stdout.on('data', (chunk: Buffer) => {
    output += String(chunk)
    if (output.includes('refused')) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'close')
  expect(signal, errors).toBe('SIGKILL')
  // What follows the last line break was never told in full.
  return output.split('\n').slice(0, -1)
}

test('kill -9: every thread that was refused is still paused, with its count and its notice', async () => {
  const dir = temporaryFolder()
  const lines: string[] = []
  for (let round = 0; round < 5; round += 1) lines.push(...(await loopUntilKilled(dir)))

  const { conversation } = openConversation(dir)
  const held = new Map(conversation.heldThreads().map((thread) => [thread.id, thread]))
  const refused = lines.filter((line) => line.startsWith('refused'))
  expect(refused.length).toBeGreaterThanOrEqual(5)
  for (const line of refused) {
    const [, thread = '', code] = line.split(' ')
    expect(code).toBe('thread-paused')
    expect(held.get(thread)).toMatchObject({ held: 'paused', run: 4 })
    const said = conversation.thread(thread)
    expect(said.map(({ from }) => from)).toEqual([
      'claude',
      'chatgpt',
      'claude',
      'chatgpt',
      '_drawbridge',
    ])
    const kept = said.map(({ id }) => id)
    for (const one of lines.filter((sent) => sent.startsWith(`sent ${thread} `))) {
      expect(kept).toContain(one.split(' ')[2])
    }
    expect(await conversation.decideThread(thread, 'more')).toMatchObject({ held: null, run: 0 })
  }
  expect(await conversation.verifyChain()).toMatchObject({ ok: true })
})
