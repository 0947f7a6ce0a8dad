/**
 * `node scripts/run.mjs bench/open-mode.ts --without FILE`: what scan and ledger cost while everything crosses.
 * FILE is the out/main/headless.cjs of a build of the same commit in which both are emptied (README.md says how); the two
 * take turns, over calls that send a letter to the other model and calls that fetch it.
 */
import { parseArgs } from 'node:util'
import { unguarded } from '../main/bridge/conversation/guard/guard.ts'
import { load, type Target } from './load.ts'
import { toolCall } from './mcp-calls.ts'
import { cpuSeconds } from './process.ts'
import { openSignedInBridge, type SignedInBridge } from './signed-in-bridge.ts'
import { median } from './stats.ts'

const { values } = parseArgs({
  options: {
    without: { type: 'string' },
    rounds: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '0.6' },
  },
})
if (values.without === undefined) throw new Error('--without FILE is missing')
const connections = 16
const seconds = Number(values.seconds)
/** Fetching is quicker than sending, so less of the time is for it: there is to be one message for each call. */
const shareOf: Record<Call, number> = { send_message: 1, check_inbox: 0.4 }
const message = 'The plan for Monday stands as we left it. '.repeat(8)

type Call = 'send_message' | 'check_inbox'
const calls: readonly Call[] = ['send_message', 'check_inbox']

interface Arm {
  name: string
  bridge: SignedInBridge
  targets: Record<Call, Target>
}

async function openArm(name: string, program?: string): Promise<Arm> {
  const hold = program === undefined ? {} : { hold: [] }
  const bridge = await openSignedInBridge({ guard: unguarded, ...hold }, program)
  const { mcpUrl, tokens } = bridge
  const to = { to: 'claude', message }
  const fetching = toolCall(
    mcpUrl,
    '2026-07-28',
    'check_inbox',
    () => ({ limit: 1 }),
    tokens.claude,
  )
  return {
    name,
    bridge,
    targets: {
      send_message: toolCall(mcpUrl, '2026-07-28', 'send_message', () => to, tokens.chatgpt),
      check_inbox: {
        ...fetching,
        // An empty inbox costs less, and says nothing of what is measured here.
        check(answer) {
          fetching.check(answer)
          if (answer.includes('"messages":[]'))
            throw new Error('The inbox is empty: send for longer')
        },
      },
    },
  }
}

const arms = [await openArm('without', values.without), await openArm('with')]
interface Measured {
  perSecond: number[]
  /** Microseconds of the bridge. */
  cpu: number[]
}
const seen = new Map<string, Measured>()
try {
  // The first round warms up, and each round begins with another arm.
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    for (const call of calls) {
      for (let turn = 0; turn < arms.length; turn += 1) {
        const arm = arms[(round + turn) % arms.length]
        if (!arm) continue
        const before = await cpuSeconds(arm.bridge.pid)
        const started = performance.now()
        const perSecond = await load(arm.targets[call], connections, seconds * shareOf[call])
        const done = (perSecond * (performance.now() - started)) / 1000
        const cpu = (((await cpuSeconds(arm.bridge.pid)) - before) / done) * 1e6
        if (round === 0) continue
        const key = `${call} ${arm.name}`
        const { perSecond: rates, cpu: costs } = seen.get(key) ?? { perSecond: [], cpu: [] }
        seen.set(key, { perSecond: [...rates, perSecond], cpu: [...costs, cpu] })
      }
    }
  }
} finally {
  for (const { bridge } of arms) await bridge.close()
}

/** The median over the rounds of what an arm had in a round, to what the arm without had in the same. */
function ratio(key: string, base: string, of: keyof Measured): number {
  const other = seen.get(base)?.[of] ?? []
  return median((seen.get(key)?.[of] ?? []).map((value, n) => value / (other[n] ?? Number.NaN)))
}

process.stdout.write(
  '| call | arm | calls/s | ÷ without | µs of CPU | ÷ without |\n|---|---|---|---|---|---|\n',
)
for (const call of calls) {
  for (const { name } of arms) {
    const key = `${call} ${name}`
    const base = `${call} without`
    const { perSecond, cpu } = seen.get(key) ?? { perSecond: [], cpu: [] }
    const cells = [
      median(perSecond).toFixed(0),
      ratio(key, base, 'perSecond').toFixed(3),
      median(cpu).toFixed(0),
      ratio(key, base, 'cpu').toFixed(3),
    ]
    process.stdout.write(`| ${call} | ${name} | ${cells.join(' | ')} |\n`)
  }
}
