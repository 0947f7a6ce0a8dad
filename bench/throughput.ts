/** Requests per second at 16 connections, the bridge interleaved with what it is measured against. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { load, type Target } from './load.ts'
import { toolCall, type Era } from './mcp-calls.ts'
import type { SignedInBridge } from './signed-in-bridge.ts'
import { median } from './stats.ts'

const connections = 16
const rounds = 5
const secondsPerRound = 2

export interface Throughput {
  era: Era
  /** Requests per second, median of the rounds. */
  http: number
  sdk: number
  checkInbox: number
  sendMessage: number
}

export async function measureThroughput(bridge: SignedInBridge): Promise<Throughput[]> {
  const bare = spawn(process.execPath, [join(import.meta.dirname, 'bare-servers.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface({ input: bare.stdout }), 'line')) as [string]
  const urls = JSON.parse(line) as { http: string; sdk: string }
  try {
    const results: Throughput[] = []
    for (const era of ['2026-07-28', '2025-11-25'] as const) {
      results.push(await interleave(era, targets(era, urls, bridge)))
    }
    return results
  } finally {
    bare.kill()
  }
}

type Arm = Exclude<keyof Throughput, 'era'>

function targets(
  era: Era,
  urls: { http: string; sdk: string },
  { mcpUrl, tokens }: SignedInBridge,
): Record<Arm, Target> {
  const text = 'x'.repeat(300)
  return {
    http: toolCall(urls.http, era, 'echo', () => ({ text })),
    sdk: toolCall(urls.sdk, era, 'echo', () => ({ text })),
    // Nobody writes to Claude here, so each call is the answer to an empty inbox, as polling is.
    checkInbox: toolCall(mcpUrl, era, 'check_inbox', () => ({}), tokens.claude),
    sendMessage: toolCall(
      mcpUrl,
      era,
      'send_message',
      () => ({ to: 'owner', message: text }),
      tokens.chatgpt,
    ),
  }
}

async function interleave(era: Era, arms: Record<Arm, Target>): Promise<Throughput> {
  const names = Object.keys(arms) as Arm[]
  const seen: Record<Arm, number[]> = { http: [], sdk: [], checkInbox: [], sendMessage: [] }
  for (const name of names) await load(arms[name], connections, secondsPerRound / 2)
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      seen[name].push(await load(arms[name], connections, secondsPerRound))
    }
  }
  return {
    era,
    http: median(seen.http),
    sdk: median(seen.sdk),
    checkInbox: median(seen.checkInbox),
    sendMessage: median(seen.sendMessage),
  }
}
