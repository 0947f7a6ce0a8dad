/**
 * Resident memory of the built bridge: fresh at rest, at the peak of mixed calls over 16 connections without a
 * pause, and at rest again. Builds, and ways to start one, are loaded in turns and so comparable.
 * `--against FILE` (another build's out/main/headless.cjs), `--flags="--a --b"` (the same build started with flags
 * of Node; may be given several times), `--rounds N`, `--seconds N`, `--fresh` (nothing but the start and a rest).
 */
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { load, type Target } from './load.ts'
import { toolCall, toolsList } from './mcp-calls.ts'
import { cpuSeconds, megabytes } from './process.ts'
import { openSignedInBridge, type SignedInBridge } from './signed-in-bridge.ts'
import { median } from './stats.ts'

const connections = 16
/** The bridge collects once it has been quiet for ten seconds (main/small-heap.ts). */
const restMs = 13_000

const { values } = parseArgs({
  options: {
    against: { type: 'string', multiple: true, default: [] },
    flags: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '3' },
    fresh: { type: 'boolean', default: false },
  },
})

/** What assistants do, in one stream: mostly polls, some letters, lists and reads, in both eras. */
function mixOf({ mcpUrl, tokens }: SignedInBridge): Target[] {
  const message = 'x'.repeat(300)
  return (['2026-07-28', '2025-11-25'] as const).flatMap((era) => {
    const call = (name: string, args: Record<string, unknown>, token: string) =>
      toolCall(mcpUrl, era, name, () => args, token)
    return [
      call('check_inbox', {}, tokens.claude),
      call('send_message', { to: 'owner', message }, tokens.chatgpt),
      toolsList(mcpUrl, era, tokens.claude),
      call('read_conversation', { lines: 5 }, tokens.claude),
    ]
  })
}

interface Arm {
  name: string
  bridge: SignedInBridge
  fresh: number
  perSecond: number[]
  cpuMicros: number[]
  cpu: number
}

async function openArm(name: string, program?: string, flags?: string): Promise<Arm> {
  const bridge = await openSignedInBridge({}, program, flags?.split(' '))
  return { name, bridge, fresh: Number.NaN, perSecond: [], cpuMicros: [], cpu: 0 }
}

/** All targets at once, so that no connection ever waits for another kind of call. */
async function loadRound(arm: Arm, seconds: number): Promise<void> {
  const targets = mixOf(arm.bridge)
  const before = await cpuSeconds(arm.bridge.pid)
  const each = connections / targets.length
  const rates = await Promise.all(targets.map((target) => load(target, each, seconds)))
  const rate = rates.reduce((sum, one) => sum + one, 0)
  arm.perSecond.push(rate)
  const cpu = (await cpuSeconds(arm.bridge.pid)) - before
  arm.cpuMicros.push((cpu * 1e6) / (rate * seconds))
}

const arms: Arm[] = []
try {
  arms.push(await openArm('this build'))
  for (const flags of values.flags) arms.push(await openArm(flags, undefined, flags))
  for (const program of values.against) arms.push(await openArm(`against ${program}`, program))
  await delay(restMs)
  for (const arm of arms) arm.fresh = await megabytes(arm.bridge.pid, 'VmRSS')
  if (!values.fresh) {
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const arm of arms) await loadRound(arm, Number(values.seconds))
    }
    await delay(restMs)
  }
  process.stdout.write(
    '| start | fresh, at rest | peak | after, at rest | calls/s | CPU a call |\n',
  )
  process.stdout.write('| --- | --- | --- | --- | --- | --- |\n')
  for (const { name, bridge, fresh, perSecond, cpuMicros } of arms) {
    const [peak, after] = [
      await megabytes(bridge.pid, 'VmHWM'),
      await megabytes(bridge.pid, 'VmRSS'),
    ]
    const mb = [fresh, peak, after].map((value) => `${Math.round(value)} MB`).join(' | ')
    const rate = Math.round(median(perSecond))
    process.stdout.write(`| ${name} | ${mb} | ${rate} | ${Math.round(median(cpuMicros))} µs |\n`)
  }
} finally {
  for (const { bridge } of arms) await bridge.close()
}
