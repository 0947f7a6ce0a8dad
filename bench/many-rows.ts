/**
 * What a look and an entry cost when the tables are long: `node scripts/run.mjs bench/many-rows.ts [ROWS]` fills a fresh database
 * by SQL, first with a thousand rows of each kind and then with ROWS (a million), and times the same questions on both.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog, systemClock } from '../main/bridge/base/ports.ts'
import { createConversation, standardLimits } from '../main/bridge/conversation/conversation.ts'
import { createOutbox } from '../main/bridge/events/outbox.ts'
import { createGuarded } from '../main/bridge/guarded/guarded.ts'
import { createLedger } from '../main/bridge/ledger/ledger.ts'
import { createBlobs } from '../main/bridge/store/blobs.ts'
import { openStore } from '../main/bridge/store/open-store.ts'
import type { Store } from '../main/bridge/store/types.ts'
import { median } from './stats.ts'

const looks = 25
const clients = 20
const subscriptions = 500
/** As many events may wait for one subscription. */
const waitingEvents = 50

/** Hashes do not matter here; every entry was received once, in turns by each client. */
function fill(store: Store, rows: number): void {
  const numbers = (most: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${most})`
  store.db.exec(`
    PRAGMA foreign_keys = OFF;
    BEGIN;
    ${numbers(rows)} INSERT INTO log (seq, kind, at, by, text, digest, hash)
      SELECT i, 'note', i, 'claude', 'entry ' || i, zeroblob(32), zeroblob(32) FROM n;
    UPDATE conversation SET head = ${rows}, entries = ${rows}, words_to = ${rows};
    ${numbers(clients)} INSERT INTO ledger_sources (id, client, grant_id, participant, name, vendor, via, call, entries, last_at)
      SELECT i, 'client' || i, 'grant' || i, 'chatgpt', 'Client ' || i, 'chatgpt', 'http', 'check_inbox', ${rows} / ${clients}, 1 FROM n;
    ${numbers(rows)} INSERT INTO received (number, source, seq, extent, perhaps, at, day, hash)
      SELECT i, 1 + i % ${clients}, i, 3, 0, i, i / 1000, zeroblob(32) FROM n;
    UPDATE ledger SET head = ${rows}, sealed = ${rows}, sealed_at = 1;
    ${numbers(rows)} INSERT INTO held_items (number, kind, participant, client, request, digest, bytes, why, at, state, decided_at)
      SELECT i, 'message', 'claude', 'client1', '{"kind":"message","to":["chatgpt"],"text":"item ' || i || '"}',
        CAST(printf('%032d', i) AS BLOB), 100, '{"rule":{"what":"everything"},"findings":[]}', i,
        iif(i > ${rows} - 99, 'held', 'released'), iif(i > ${rows} - 99, NULL, i) FROM n;
    ${numbers(subscriptions)} INSERT INTO event_subscriptions (id, client_id, grant_id, participant, origin, event, filter, host, sealed,
        created_at, verified_at, refreshed_at, expires_at)
      SELECT 'sub' || i, 'client1', 'grant1', 'chatgpt', 'https://a', 'message.received', '{}', 'a', x'00', 1, 1, 1, 1 FROM n;
    ${numbers(Math.min(rows, subscriptions * waitingEvents))} INSERT INTO event_outbox (id, subscription, event_id, seq, about, thread, at)
      SELECT i, 'sub' || (1 + i % ${subscriptions}), 'evt_' || i, i, '{"line":"event"}', i, i FROM n;
    COMMIT;
    PRAGMA foreign_keys = ON;`)
}

/** Microseconds, the median. */
async function cost(ask: (look: number) => unknown): Promise<number> {
  const times: number[] = []
  for (let look = 0; look < looks; look += 1) {
    const before = performance.now()
    await ask(look)
    times.push((performance.now() - before) * 1000)
  }
  return median(times)
}

async function measure(rows: number): Promise<Map<string, number>> {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  const store = openStore({ path: join(dir, 'bridge.db') })
  try {
    fill(store, rows)
    const clock = systemClock
    const limits = standardLimits
    const conversation = createConversation({
      store,
      blobs: createBlobs(join(dir, 'files')),
      clock,
      limits,
    })
    const ledger = createLedger({ store, clock, log: silentLog, folder: dir })
    const guarded = createGuarded({
      store,
      conversation,
      talks: { handIn: never, withSeat: never, noteHeld: never },
      clock,
      limits,
      rules: () => [{ what: 'everything' }],
    })
    const outbox = createOutbox(store)
    const middle = Math.floor(rows / 2)
    const receiver = {
      client: 'client1',
      grant: 'grant1',
      participant: 'chatgpt',
      name: 'Client 1',
      vendor: 'chatgpt',
      via: 'http',
    } as const
    const sender = { participant: 'chatgpt', client: 'client2' }
    const asked: [string, (look: number) => unknown][] = [
      ['ledger: newest page', () => ledger.seen({ limit: 100 })],
      ['ledger: page in the middle', () => ledger.seen({ limit: 100, before: middle })],
      ['ledger: page of a client', () => ledger.seen({ by: 'Client 7', limit: 100 })],
      ['ledger: page of a company', () => ledger.seen({ by: 'openai', limit: 100 })],
      ['ledger: who received an entry', () => ledger.seen({ message: `log:${middle}` })],
      ['ledger: everybody who received', () => ledger.receivers()],
      ['ledger: a piece of the export', () => ledger.seen({ after: middle, limit: 1_000 })],
      [
        'ledger: an answer entered',
        (look) => {
          ledger.leaving(receiver, 'check_inbox', [{ seq: rows - look, extent: 'part' }])?.end(true)
          return store.write(() => {})
        },
      ],
      ['held: the queue', () => guarded.waiting()],
      ['held: how many wait', () => guarded.count()],
      ['held: what was decided', () => guarded.list()],
      ['held: of one participant', () => guarded.list('claude')],
      [
        'held: one more',
        (look) =>
          guarded.ask(sender, {
            kind: 'message',
            to: ['claude'],
            text: `more ${look}`,
            ownOnly: false,
          }),
      ],
      ['outbox: the next event', (look) => outbox.next(`sub${1 + look}`, () => true)],
      ['outbox: of a thread', (look) => outbox.waiting(look + 1)],
      ['outbox: whom something waits for', () => outbox.waiting()],
      [
        'outbox: one more event',
        (look) =>
          store.write(() =>
            outbox.add(`sub${1 + look}`, 'evt_new', {
              name: 'message.received',
              audience: { only: ['chatgpt'] },
              about: { line: 'event' },
              thread: null,
              seq: rows,
              at: 1,
              merges: `m${look}`,
            }),
          ),
      ],
      ['log: newest page', () => conversation.log({ limit: 50 })],
      ['log: page in the middle', () => conversation.log({ limit: 50, before: middle })],
      ['log: a note', (look) => conversation.note('claude', `a note ${look}`)],
    ]
    const costs = new Map<string, number>()
    for (const [name, ask] of asked) costs.set(name, await cost(ask))
    await ledger.close()
    return costs
  } finally {
    await store.close()
    await rm(dir, { recursive: true, force: true })
  }
}

function never(): never {
  throw new Error('there are no talks here')
}

const rows = Number(process.argv[2] ?? 1_000_000)
// Once for nothing: what runs first is compiled.
await measure(1_000)
const few = await measure(1_000)
const many = await measure(rows)
process.stdout.write(`| what | 1,000 rows | ${rows.toLocaleString('en')} rows |\n|---|---|---|\n`)
for (const [name, value] of few) {
  process.stdout.write(`| ${name} | ${value.toFixed(0)} µs | ${many.get(name)?.toFixed(0)} µs |\n`)
}
