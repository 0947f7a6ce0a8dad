/** How long from sending a message until the other side's wait_for_message has returned. */
import { Agent } from 'node:http'
import { post } from './load.ts'
import { toolCall } from './mcp-calls.ts'
import type { SignedInBridge } from './signed-in-bridge.ts'

const messages = 1000

/** Milliseconds, one value per message. */
export async function measureWake({ mcpUrl, tokens }: SignedInBridge): Promise<number[]> {
  const agent = new Agent({ keepAlive: true })
  const wait = toolCall(mcpUrl, '2026-07-28', 'wait_for_message', () => ({}), tokens.claude)
  const send = toolCall(
    mcpUrl,
    '2026-07-28',
    'send_message',
    () => ({ to: 'claude', message: 'wake' }),
    tokens.chatgpt,
  )
  const ping = toolCall(mcpUrl, '2026-07-28', 'bridge_status', () => ({}), tokens.chatgpt)
  const times: number[] = []
  for (let count = 0; count < messages; count += 1) {
    const waiting = post(wait, agent)
    // One round trip on the same server, so that the wait is surely waiting.
    await post(ping, agent)
    const sent = performance.now()
    const sending = post(send, agent)
    wait.check(await waiting)
    times.push(performance.now() - sent)
    await sending
  }
  agent.destroy()
  return times
}
