/**
 * `node scripts/run.mjs bench/half-sent.ts`: what an approved client notices while a stranger holds
 * thousands of requests open and never sends the rest. `-- --against FILE` measures another build
 * (its out/main/headless.js) in the same run.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { post, type Target } from './load.ts'
import { toolCall } from './mcp-calls.ts'
import { openSignedInBridge } from './signed-in-bridge.ts'
import { percentile } from './stats.ts'

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    connections: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '60' },
  },
})
const connections = Number(values.connections)
const seconds = Number(values.seconds)
/** A call that has no answer by then is one that failed. */
const patienceMs = 10_000

const builds: [name: string, program?: string][] = [
  ...(values.against === undefined ? [] : [['before', values.against] as [string, string]]),
  ['this build'],
]
process.stdout.write(
  `| build | half-sent requests | calls, each on a new connection | answered | p50 | p99 |\n|---|---|---|---|---|---|\n`,
)
for (const [name, program] of builds) {
  for (const held of [0, connections]) {
    const times = await measure(program, held)
    const answered = times.filter((ms) => ms < patienceMs)
    const ms = (part: number) => {
      const value = percentile(times, part)
      return value < patienceMs ? `${value.toFixed(1)} ms` : 'none'
    }
    process.stdout.write(
      `| ${name} | ${held} | ${times.length} | ${answered.length} | ${ms(0.5)} | ${ms(0.99)} |\n`,
    )
  }
}

async function timed(call: Target): Promise<number> {
  const agent = new Agent({ keepAlive: false })
  const begun = performance.now()
  const took = post(call, agent).then(
    () => performance.now() - begun,
    () => patienceMs,
  )
  const first = await Promise.race([took, delay(patienceMs, patienceMs)])
  agent.destroy()
  return first
}

/** Milliseconds of each call; a failed one counts as `patienceMs`. */
async function measure(program: string | undefined, held: number): Promise<number[]> {
  const bridge = await openSignedInBridge({}, program)
  const attacker = fork(new URL('half-sent-attacker.ts', import.meta.url), [
    new URL(bridge.mcpUrl).port,
    String(held),
  ])
  try {
    await once(attacker, 'message')
    // The first rush is over by then, and its members come back at times of their own.
    await delay(15_000)
    const call = toolCall(
      bridge.mcpUrl,
      '2026-07-28',
      'check_inbox',
      () => ({}),
      bridge.tokens.claude,
    )
    const calls: Promise<number>[] = []
    const until = performance.now() + seconds * 1_000
    // At a steady pace, whatever becomes of the ones before: a stall counts for all it keeps waiting.
    while (performance.now() < until) {
      calls.push(timed(call))
      await delay(100)
    }
    return await Promise.all(calls)
  } finally {
    attacker.kill()
    await bridge.close()
  }
}
