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
import { cpuSeconds } from './process.ts'
import type { SignedInBridge } from './signed-in-bridge.ts'
import { median } from './stats.ts'
import { endWithUs } from '../demo/end-with-us.ts'

const connections = 16
const rounds = 5
/** Of a round, when nothing else is asked for. */
const usualSeconds = 1

export interface Throughput {
  era: Era
  /** Requests per second by what is measured, medians of the rounds. */
  perSecond: Record<string, number>
  /** Microseconds of the server's CPU a call, all its threads; NaN where the system does not say. */
  cpuMicros: Record<string, number>
}

interface Arm {
  target: Target
  /** Of the server. */
  pid: number
}

/** What every ratio is to. */
export const bareSdk = 'bare SDK echo'

/** `before`: another build, to compare with. `seconds`: of one round. */
export async function measureThroughput(
  bridge: SignedInBridge,
  { before, seconds = usualSeconds }: { before?: SignedInBridge; seconds?: number } = {},
): Promise<Throughput[]> {
  const bare = endWithUs(
    spawn(process.execPath, [join(import.meta.dirname, 'bare-servers.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  const go = await openGoEcho()
  const [line] = (await once(createInterface({ input: bare.stdout }), 'line')) as [string]
  const urls = JSON.parse(line) as { http: string; sdk: string }
  try {
    const results: Throughput[] = []
    for (const era of ['2026-07-28', '2025-11-25'] as const) {
      const text = 'x'.repeat(300)
      const echo = (url: string): Arm => ({
        target: toolCall(url, era, 'echo', () => ({ text })),
        pid: bare.pid ?? 0,
      })
      results.push(
        await interleave(era, seconds, {
          'node:http echo': echo(urls.http),
          [bareSdk]: echo(urls.sdk),
          ...(go && {
            'go-sdk echo': {
              target: toolCall(go.url, '2025-11-25', 'echo', () => ({ text })),
              pid: go.pid,
            },
          }),
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
  { mcpUrl, pid, tokens }: SignedInBridge,
  build: string,
): Record<string, Arm> {
  const message = 'x'.repeat(300)
  const targets = {
    // Nobody writes to Claude here, so each call is the answer to an empty inbox, as polling is.
    check_inbox: toolCall(mcpUrl, era, 'check_inbox', () => ({}), tokens.claude),
    'send_message, durable': toolCall(
      mcpUrl,
      era,
      'send_message',
      () => ({ to: 'owner', message }),
      tokens.chatgpt,
    ),
    'tools/list': toolsList(mcpUrl, era, tokens.claude),
  }
  return Object.fromEntries(
    Object.entries(targets).map(([what, target]) => [`${what}${build}`, { target, pid }]),
  )
}

async function interleave(
  era: Era,
  seconds: number,
  arms: Record<string, Arm>,
): Promise<Throughput> {
  const seen = new Map<string, Seen>(
    Object.keys(arms).map((name) => [name, { rates: [], cpu: [] }]),
  )
  for (const { target } of Object.values(arms)) await load(target, connections, seconds)
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, { target, pid }] of Object.entries(arms)) {
      const before = await cpuSeconds(pid)
      const rate = await load(target, connections, seconds)
      const cpu = (await cpuSeconds(pid)) - before
      seen.get(name)?.rates.push(rate)
      seen.get(name)?.cpu.push((cpu * 1e6) / (rate * seconds))
    }
  }
  const medians = (of: keyof Seen) =>
    Object.fromEntries([...seen].map(([name, values]) => [name, median(values[of])] as const))
  return { era, perSecond: medians('rates'), cpuMicros: medians('cpu') }
}

interface Seen {
  rates: number[]
  cpu: number[]
}
