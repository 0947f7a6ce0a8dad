/**
 * What the ledger costs a message that is sent and read, in CPU time, with it and without, in turns in one
 * process; and how fast it answers when it has many rows. `node scripts/run.mjs bench/ledger.ts [ROWS]`.
 */
import { mkdtempSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog, systemClock } from '../main/bridge/base/ports.ts'
import { createConversation, standardLimits } from '../main/bridge/conversation/conversation.ts'
import { createLedger } from '../main/bridge/ledger/ledger.ts'
import type { Receiver } from '../main/bridge/ledger/types.ts'
import { createBlobs } from '../main/bridge/store/blobs.ts'
import { openStore } from '../main/bridge/store/open-store.ts'
import { median } from './stats.ts'

const atOnce = 16
const perBatch = 160
const rounds = 24
const receiver: Receiver = {
  client: 'client',
  grant: 'grant',
  participant: 'chatgpt',
  name: 'ChatGPT',
  vendor: 'chatgpt',
  via: 'http',
}

function openArm(dir: string, name: string, enters: boolean) {
  const store = openStore({ path: join(dir, `${name}.db`) })
  const blobs = createBlobs(join(dir, name))
  const clock = systemClock
  const conversation = createConversation({ store, blobs, clock, limits: standardLimits })
  const folder = mkdtempSync(join(dir, name))
  const ledger = createLedger({ store, clock, log: silentLog, folder })
  const text = 'word '.repeat(60)
  async function sendAndRead(): Promise<void> {
    await conversation.send('claude', { to: ['chatgpt'], text })
    const ends: ((whole: boolean) => void)[] = []
    const delivery = {
      onEnd: (end: (whole: boolean) => void) => void ends.push(end),
      fail() {},
    }
    const page = await conversation.inbox('chatgpt', { limit: 1, delivery })
    const shown = page.messages.map(({ seq }) => ({ seq, extent: 'whole' as const }))
    const leaving = enters ? ledger.leaving(receiver, 'check_inbox', shown) : undefined
    for (const end of ends) end(true)
    leaving?.end(true)
    await store.write(() => {})
  }
  return { store, ledger, sendAndRead }
}

type Arm = ReturnType<typeof openArm>

/** Microseconds of CPU a message. */
async function batch({ sendAndRead }: Arm): Promise<number> {
  const before = process.cpuUsage()
  for (let done = 0; done < perBatch; done += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, sendAndRead))
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / perBatch
}

/** Rows as they would be entered, over the messages there are; their hashes do not matter here. */
function grow({ store }: Arm, rows: number): void {
  store.db.exec(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
    INSERT OR IGNORE INTO received
    SELECT i + (SELECT head FROM ledger), 1, 1 + i % 1000, 2, 0, i, 100000 + i / 1000, zeroblob(32) FROM n;
    UPDATE ledger SET head = (SELECT max(number) FROM received);`)
}

function milliseconds(ask: () => unknown): number {
  const times = Array.from({ length: 20 }, () => {
    const before = performance.now()
    ask()
    return performance.now() - before
  })
  return median(times)
}

const rows = Number(process.argv[2] ?? 1_000_000)
const dir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
const off = openArm(dir, 'off', false)
const on = openArm(dir, 'on', true)
try {
  const seen = { off: [] as number[], on: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    // Whoever goes second finds warm caches: they take turns at it.
    if (round % 2 === 0) seen.off.push(await batch(off))
    seen.on.push(await batch(on))
    if (round % 2 !== 0) seen.off.push(await batch(off))
  }
  const later = { off: seen.off.slice(rounds / 4), on: seen.on.slice(rounds / 4) }
  const ratio = median(later.on.map((time, round) => time / (later.off[round] ?? Number.NaN)))
  process.stdout.write(
    `without ${median(later.off).toFixed(0)} µs, with ${median(later.on).toFixed(0)} µs a message, ${ratio.toFixed(3)} × within a round\n`,
  )
  grow(on, rows)
  const ofMessage = milliseconds(() => on.ledger.seen({ message: 'm5', limit: 50 }))
  const ofClient = milliseconds(() => on.ledger.seen({ by: 'chatgpt', limit: 50 }))
  const after = await batch(on)
  process.stdout.write(
    `${rows} rows: seen of a message ${ofMessage.toFixed(2)} ms, of a client ${ofClient.toFixed(2)} ms; ${after.toFixed(0)} µs a message\n`,
  )
} finally {
  await off.ledger.close()
  await on.ledger.close()
  await off.store.close()
  await on.store.close()
  await rm(dir, { recursive: true, force: true })
}
