/** Killed without a word (SIGKILL) with events under way: none is lost, and none comes twice under another id. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished, vi } from 'vitest'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'
import { openCallback, status } from '../fakes/callback/callback.ts'

/**
 * The process, once it has begun; `write` resolves when the letter is accepted. Each life begins three hours later than the
 * one before, so that no back-off is waited for.
 */
async function start(dir: string, callback: string, life: number) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bridge-process.ts'), dir, callback, String(life * 3)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('ready')
  return {
    async write(text: string): Promise<void> {
      child.stdin.write(`${text}\n`)
      expect((await lines.next()).value).toBe(text)
    },
    async kill(): Promise<void> {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

it('delivers after a kill what it had accepted, each under the id it had', async () => {
  const dir = temporaryFolder()
  const callback = await openCallback()
  let sent = 0
  for (let life = 0; life < 4; life += 1) {
    const bridge = await start(dir, callback.url(), life)
    // The answer to what is under way never comes, or says that it is not wanted now.
    callback.onEvent = life % 2 === 0 ? () => {} : status(503)
    const before = callback.events.length
    for (let letter = 0; letter < 5; letter += 1) await bridge.write(`letter ${(sent += 1)}`)
    await callback.received(before + 1)
    await bridge.kill()
  }
  callback.onEvent = status(204)
  await start(dir, callback.url(), 4)
  const delivered = () => {
    const byId = new Map(callback.events.map(({ json, body }) => [json.eventId, { json, body }]))
    for (const { json, body } of callback.events) {
      expect(body).toBe(byId.get(json.eventId)?.body)
      expect(body).not.toContain('letter ')
    }
    return [...byId.values()].reduce((sum, { json }) => sum + Number(json.data?.['events']), 0)
  }
  await vi.waitFor(() => expect(delivered()).toBe(sent), 30_000)
})
