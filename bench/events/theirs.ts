/** mcp-webhook-events, in a process of its own, subscribed to as a client of 2026-07-28 does it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Served } from './served.ts'
import { endWithUs } from '../../demo/end-with-us.ts'

const version = '2026-07-28'

/** `python`: an interpreter that has the package. */
export async function openTheirs(
  python: string,
  subscriptions: number,
  callback: string,
): Promise<Served> {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  const server = endWithUs(
    spawn(python, [join(import.meta.dirname, 'theirs.py')], {
      env: { ...process.env, DB: join(dir, 'events.db') },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  const [said] = (await once(server.stdout, 'data')) as [Buffer]
  const { port } = JSON.parse(said.toString('utf8')) as { port: number }
  const base = `http://127.0.0.1:${port}`
  for (let n = 0; n < subscriptions; n += 1) await subscribe(base, `${callback}?n=${n}`)
  return {
    async emit(letter) {
      const body = JSON.stringify({ thread: `t${letter}` })
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${base}/publish`, { method: 'POST', headers, body })
      return BigInt(((await answer.json()) as { at: string }).at)
    },
    settled: () => delay(20),
    async close() {
      server.kill('SIGKILL')
      await once(server, 'exit')
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function subscribe(base: string, url: string): Promise<void> {
  const method = 'events/subscribe'
  const answer = await fetch(`${base}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': version,
      'mcp-method': method,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        name: 'message.received',
        arguments: {},
        delivery: {
          mode: 'webhook',
          url,
          secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
        },
        _meta: {
          'io.modelcontextprotocol/protocolVersion': version,
          'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    }),
  })
  const text = await answer.text()
  if (!text.includes('"refreshBefore"')) throw new Error(`It refused to subscribe: ${text}`)
}
