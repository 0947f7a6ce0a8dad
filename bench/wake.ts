/**
 * How long from sending a message until the other side's wait_for_message has returned, over plain sockets, and what of
 * that is the disk.
 */
import { closeSync, fdatasync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openLine } from './load.ts'
import { toolCall } from './mcp-calls.ts'
import type { SignedInBridge } from './signed-in-bridge.ts'

const messages = 1000

export interface Wakes {
  /** Milliseconds, one value per message. */
  times: number[]
  /** A sync of 32 kB written to a file beside the database, in milliseconds, in turns with the messages. */
  disk: number[]
}

export async function measureWake({ mcpUrl, tokens, dataDir }: SignedInBridge): Promise<Wakes> {
  const [waiter, sender] = await Promise.all([openLine(mcpUrl), openLine(mcpUrl)])
  const wait = toolCall(mcpUrl, '2026-07-28', 'wait_for_message', () => ({}), tokens.claude)
  const send = toolCall(
    mcpUrl,
    '2026-07-28',
    'send_message',
    () => ({ to: 'claude', message: 'wake' }),
    tokens.chatgpt,
  )
  const ping = toolCall(mcpUrl, '2026-07-28', 'bridge_status', () => ({}), tokens.chatgpt)
  const file = openSync(join(dataDir, 'bench-disk'), 'w')
  const pages = Buffer.alloc(32 * 1024, 'x')
  const sync = promisify(fdatasync)
  const wakes: Wakes = { times: [], disk: [] }
  for (let count = 0; count < messages; count += 1) {
    const waiting = waiter.ask(wait)
    // One round trip on the same server, so that the wait is surely waiting.
    await sender.ask(ping)
    const sent = performance.now()
    const sending = sender.ask(send)
    wait.check(await waiting)
    wakes.times.push(performance.now() - sent)
    await sending
    writeSync(file, pages)
    const began = performance.now()
    await sync(file)
    wakes.disk.push(performance.now() - began)
  }
  closeSync(file)
  waiter.close()
  sender.close()
  return wakes
}
