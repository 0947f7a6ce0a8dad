/**
 * Requests per second at 16 connections, the bridge interleaved with what it is measured against: the same
 * machine in the same seconds, because nothing else makes two figures comparable.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openGoEcho } from './go-echo.ts'
import { load, type Target } from './load.ts'
import { toolCall, toolsList, type Era } from './mcp-calls.ts'
import type { SignedInBridge } from './signed-in-bridge.ts'
import { median } from './stats.ts'

const connections = 16
const rounds = 5
/** Of a round, when nothing else is asked for. */
const usualSeconds = 1

export interface Throughput {
  era: Era
  /** Requests per second by what is measured, medians of the rounds. */
  perSecond: Record<string, number>
}

/** What every ratio is to. */
export const bareSdk = 'bare SDK echo'

/** `before`: another build, to compare with. `seconds`: of one round. */
export async function measureThroughput(
  bridge: SignedInBridge,
  { before, seconds = usualSeconds }: { before?: SignedInBridge; seconds?: number } = {},
): Promise<Throughput[]> {
  const bare = spawn(process.execPath, [join(import.meta.dirname, 'bare-servers.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const go = await openGoEcho()
  const [line] = (await once(createInterface({ input: bare.stdout }), 'line')) as [string]
  const urls = JSON.parse(line) as { http: string; sdk: string }
  try {
    const results: Throughput[] = []
    for (const era of ['2026-07-28', '2025-11-25'] as const) {
      const text = 'x'.repeat(300)
      const echo = (url: string) => toolCall(url, era, 'echo', () => ({ text }))
      results.push(
        await interleave(era, seconds, {
          'node:http echo': echo(urls.http),
          [bareSdk]: echo(urls.sdk),
          ...(go && { 'go-sdk echo': toolCall(go.url, '2025-11-25', 'echo', () => ({ text })) }),
          ...callsOf(era, bridge, ''),
          ...(before && callsOf(era, before, ', build before')),
        }),
      )
    }
    return results
  } finally {
    bare.kill()
    await go?.close()
  }
}

function callsOf(
  era: Era,
  { mcpUrl, tokens }: SignedInBridge,
  build: string,
): Record<string, Target> {
  const message = 'x'.repeat(300)
  return {
    // Nobody writes to Claude here, so each call is the answer to an empty inbox, as polling is.
    [`check_inbox${build}`]: toolCall(mcpUrl, era, 'check_inbox', () => ({}), tokens.claude),
    [`send_message, durable${build}`]: toolCall(
      mcpUrl,
      era,
      'send_message',
      () => ({ to: 'owner', message }),
      tokens.chatgpt,
    ),
    [`tools/list${build}`]: toolsList(mcpUrl, era, tokens.claude),
  }
}

async function interleave(
  era: Era,
  seconds: number,
  arms: Record<string, Target>,
): Promise<Throughput> {
  const seen = new Map<string, number[]>()
  for (const target of Object.values(arms)) await load(target, connections, seconds)
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, target] of Object.entries(arms)) {
      const values = seen.get(name) ?? []
      seen.set(name, [...values, await load(target, connections, seconds)])
    }
  }
  const medians = [...seen].map(([name, values]) => [name, median(values)] as const)
  return { era, perSecond: Object.fromEntries(medians) }
}
