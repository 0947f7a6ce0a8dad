/** mcp-webhook-events on the official SDK of Python, in a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../conversation/fresh-conversation.ts'
import { openCallback } from '../../fakes/callback/callback.ts'
import { request, type Target } from './target.ts'

const program = join(import.meta.dirname, '../../../bench/events/theirs.py')

/** `python`: an interpreter that has the package. */
export async function openTheirs(python: string): Promise<Target> {
  const dir = temporaryFolder()
  const start = async () => {
    const child = spawn(python, [program], {
      env: { ...process.env, DB: join(dir, 'events.db') },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const [said] = (await once(child.stdout, 'data')) as [Buffer]
    const { port } = JSON.parse(said.toString('utf8')) as { port: number }
    return { child, base: `http://127.0.0.1:${port}` }
  }
  let running = await start()
  let letters = 0
  return {
    callback: await openCallback(0, true),
    call: (method, params, as = 'chatgpt') => request(`${running.base}/mcp`, as, method, params),
    async publish() {
      await fetch(`${running.base}/publish`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ thread: `t${++letters}` }),
      })
    },
    pass: (ms) => delay(ms),
    async restart() {
      running.child.kill('SIGKILL')
      await once(running.child, 'exit')
      running = await start()
    },
  }
}
