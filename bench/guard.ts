/**
 * What the guard against loops costs a message between models: CPU time a send, with every bound on and
 * with none, in turns in one process, over many threads and under bounds that nobody reaches.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConversation, standardLimits } from '../main/bridge/conversation/conversation.ts'
import { unguarded } from '../main/bridge/conversation/guard/guard.ts'
import type { GuardBounds } from '../main/bridge/conversation/threads/thread-types.ts'
import { createBlobs } from '../main/bridge/store/blobs.ts'
import { openStore } from '../main/bridge/store/open-store.ts'
import { median } from './stats.ts'

const atOnce = 16
const threads = 32
const perBatch = 480
const rounds = 40

const outOfReach: GuardBounds = {
  threadMessages: 10_000_000,
  perMinute: 1000,
  charactersPerDay: 1_000_000_000_000,
  refuseRepeats: true,
}

export interface GuardCost {
  /** Microseconds of CPU a send, medians of the rounds. */
  off: number
  on: number
}

export async function measureGuardCost(): Promise<GuardCost> {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  const arms = [await openArm(dir, 'off', unguarded), await openArm(dir, 'on', outOfReach)] as const
  const seen: number[][] = arms.map(() => [])
  try {
    for (let round = 0; round < rounds; round += 1) {
      // Whoever goes second finds warm caches: they take turns at it.
      for (const i of round % 2 === 0 ? [0, 1] : [1, 0]) seen[i]?.push(await batch(arms[i]))
    }
  } finally {
    for (const { close } of arms) await close()
    await rm(dir, { recursive: true, force: true })
  }
  // The first quarter warms up.
  const [off, on] = seen.map((values) => median(values.slice(rounds / 4)))
  return { off: off ?? Number.NaN, on: on ?? Number.NaN }
}

async function openArm(dir: string, name: string, bounds: GuardBounds) {
  const store = openStore({ path: join(dir, `${name}.db`) })
  let now = Date.now()
  const conversation = createConversation({
    store,
    blobs: createBlobs(join(dir, name)),
    clock: { now: () => now },
    limits: standardLimits,
    bounds: () => bounds,
    steady: () => now,
  })
  let sent = 0
  const begun: string[] = []
  async function send(): Promise<void> {
    sent += 1
    // Ten a second: a thousand a minute are never reached.
    now += 100
    const [from, to] = sent % 2 === 0 ? ['claude', 'chatgpt'] : ['chatgpt', 'claude']
    const text = `message ${sent} `.padEnd(300, 'word ')
    const thread = begun.length < threads ? undefined : begun[sent % threads]
    const { message } = await conversation.send(from, { to: [to], text, thread })
    if (thread === undefined) begun.push(message.thread)
  }
  return { send, close: () => store.close() }
}

/** Microseconds a send. */
async function batch(arm: { send: () => Promise<void> } | undefined): Promise<number> {
  const before = process.cpuUsage()
  for (let done = 0; done < perBatch; done += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, async () => arm?.send()))
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / perBatch
}
