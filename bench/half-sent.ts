/**
 * `node scripts/run.mjs bench/half-sent.ts`: what an approved client notices while a stranger holds
 * thousands of requests open and never sends the rest, and opens again what is closed, `--rates` a second.
 * `--against FILE` measures another build (its out/main/headless.cjs) in the same run.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { post, type Target } from './load.ts'
import type { Attack } from './half-sent-attacker.ts'
import { toolCall } from './mcp-calls.ts'
import { cpuSeconds } from './process.ts'
import { openSignedInBridge } from './signed-in-bridge.ts'
import { percentile } from './stats.ts'
import { endWithUs } from '../demo/end-with-us.ts'

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    connections: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '60' },
    /** Opened again a second: all of them within ten seconds, and a storm. */
    rates: { type: 'string', default: '500,4000' },
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
  '| build | half-sent | opened again | calls, each on a new connection | answered | p50 | p99 | CPU of bridge, of stranger |\n|---|---|---|---|---|---|---|---|\n',
)
const rates = values.rates.split(',').map(Number)
for (const [name, program] of builds) {
  for (const [held, rate] of [[0, 0], ...rates.map((one) => [connections, one])] as const) {
    const { times, attack, bridgeCpu } = await measure(program, held ?? 0, rate ?? 0)
    const answered = times.filter((ms) => ms < patienceMs)
    const ms = (part: number) => {
      const value = percentile(times, part)
      return value < patienceMs ? `${value.toFixed(1)} ms` : 'none'
    }
    const share = (cpu: number) => `${((cpu / seconds) * 100).toFixed(0)} %`
    process.stdout.write(
      `| ${name} | ${held} | ${(attack.opened / seconds).toFixed(0)}/s | ${times.length} | ${answered.length} | ${ms(0.5)} | ${ms(0.99)} | ${share(bridgeCpu)}, ${share(attack.cpuSeconds)} |\n`,
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

interface Measured {
  /** Milliseconds of each call; a failed one counts as `patienceMs`. */
  times: number[]
  attack: Attack
  bridgeCpu: number
}

async function measure(program: string | undefined, held: number, rate: number): Promise<Measured> {
  const bridge = await openSignedInBridge({}, program)
  const attacker = endWithUs(
    fork(new URL('half-sent-attacker.ts', import.meta.url), [
      new URL(bridge.mcpUrl).port,
      String(held),
      String(rate),
    ]),
  )
  try {
    await once(attacker, 'message')
    // The first rush is over by then.
    await delay(5_000)
    const call = toolCall(
      bridge.mcpUrl,
      '2026-07-28',
      'check_inbox',
      () => ({}),
      bridge.tokens.claude,
    )
    await nextReport(attacker)
    const cpuBefore = await cpuSeconds(bridge.pid)
    const calls: Promise<number>[] = []
    const until = performance.now() + seconds * 1_000
    // At a steady pace, whatever becomes of the ones before: a stall counts for all it keeps waiting.
    while (performance.now() < until) {
      calls.push(timed(call))
      await delay(100)
    }
    const bridgeCpu = (await cpuSeconds(bridge.pid)) - cpuBefore
    const attack = await nextReport(attacker)
    return { times: await Promise.all(calls), attack, bridgeCpu }
  } finally {
    attacker.kill()
    await bridge.close()
  }
}

/** What the attacker did since it was last asked. */
async function nextReport(attacker: ChildProcess): Promise<Attack> {
  attacker.send('tell')
  const [attack] = (await once(attacker, 'message')) as [Attack]
  return attack
}
