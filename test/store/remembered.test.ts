import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createOutbox } from '../../main/bridge/events/outbox.ts'
import { noteDelivery, putSubscription, removeSubscription } from '../../main/bridge/events/rows.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { remembered } from '../../main/bridge/store/remembered.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

function counting() {
  const path = join(temporaryFolder(), 'bridge.db')
  const sql = 'CREATE TABLE numbers (name TEXT PRIMARY KEY, n INTEGER) STRICT'
  const store = openStore({ path, format: [{ name: '0001-numbers', sql }] })
  onTestFinished(() => store.close())
  const put = (name: string, n: number) =>
    store.statement('INSERT OR REPLACE INTO numbers VALUES (?, ?)').run(name, n)
  const find = 'SELECT n FROM numbers WHERE name = ?'
  let reads = 0
  const read = remembered(store, (name: string) => {
    reads += 1
    return Number(store.statement(find).get(name)?.['n'] ?? 0)
  })
  return { store, put, read, reads: () => reads }
}

test('what was read is not read again until something is written', async () => {
  const { store, put, read, reads } = counting()
  await store.write(() => put('a', 1))
  expect([read('a'), read('a'), read('b'), read('b')]).toEqual([1, 1, 0, 0])
  expect(reads()).toBe(2)
  await store.write(() => put('a', 2))
  expect(read('a')).toBe(2)
})

test('a write sees what it wrote itself, and nothing of a write that was undone stays', async () => {
  const { store, put, read } = counting()
  const seen: number[] = []
  expect(read('a')).toBe(0)
  await expect(
    store.write(() => {
      put('a', 1)
      seen.push(read('a'))
      put('a', 2)
      seen.push(read('a'))
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(seen).toEqual([1, 2])
  expect(read('a')).toBe(0)
})

test('a name that a client made long is not kept', () => {
  const { read, reads } = counting()
  const long = 'x'.repeat(5_000)
  expect([read(long), read(long)]).toEqual([0, 0])
  expect(reads()).toBe(2)
})

function openFresh() {
  const store = openStore({ path: join(temporaryFolder(), 'bridge.db') })
  onTestFinished(() => store.close())
  const nameOf = (id: string) =>
    store.recall('SELECT name FROM participants WHERE id = ?', id)?.['name']
  return { store, nameOf }
}

test('who takes part is remembered until that changes, also inside the write that changes it', async () => {
  const { store, nameOf } = openFresh()
  expect(nameOf('gemini')).toBeUndefined()
  await store.write(() => {
    store.db.exec("INSERT INTO participants (id, name, created_at) VALUES ('gemini', 'Gemini', 1)")
    expect(nameOf('gemini')).toBe('Gemini')
  })
  store.ahead(() => store.db.exec("UPDATE participants SET name = 'Gem' WHERE id = 'gemini'"))
  expect(nameOf('gemini')).toBe('Gem')
  store.db.exec("DELETE FROM participants WHERE id = 'gemini'")
  expect(nameOf('gemini')).toBeUndefined()
})

test('a message that is counted makes nobody be looked up again', async () => {
  const { store } = openFresh()
  const find = 'SELECT id FROM participants WHERE id = ?'
  const before = store.recall(find, 'claude')
  await store.write(() => store.db.exec('UPDATE participants SET delivered = delivered + 1'))
  expect(store.recall(find, 'claude')).toBe(before)
})

test('nothing that a write undid stays remembered', async () => {
  const { store, nameOf } = openFresh()
  const rename = (name: string) => {
    store.statement("UPDATE participants SET name = ? WHERE id = 'claude'").run(name)
    expect(nameOf('claude')).toBe(name)
    throw new Error('undone')
  }
  const alone = store.write(() => rename('first'))
  const other = store.write(() => {})
  const later = store.write(() => rename('second'))
  await expect(alone).rejects.toThrow('undone')
  await expect(later).rejects.toThrow('undone')
  await other
  expect(nameOf('claude')).toBe('Claude')
  expect(() => store.ahead(() => rename('third'))).toThrow('undone')
  expect(nameOf('claude')).toBe('Claude')
})

test('who subscribed, and what waits for them, is known with the write that changes it', async () => {
  const { store } = openFresh()
  const outbox = createOutbox(store)
  const held = 'SELECT failures FROM event_subscriptions WHERE id = ?'
  const failures = () => store.recall(held, 's')?.['failures']
  expect([failures(), outbox.waitsFor('claude')]).toEqual([undefined, false])
  await store.write(() => {
    putSubscription(store, {
      id: 's',
      clientId: 'c',
      grant: 'g',
      participant: 'claude',
      origin: 'https://bridge.example',
      event: 'message.received',
      filter: {},
      host: 'callback.example',
      sealed: Buffer.from('sealed'),
      refreshedAt: 1,
      verifiedAt: 1,
      expiresAt: 2,
    })
    expect(failures()).toBe(0)
    const fact = { about: { line: 'x' }, thread: null, seq: 1, at: 1, merges: 'm' }
    outbox.add('s', 'e', { ...fact, name: 'message.received', audience: { only: ['claude'] } })
    expect(outbox.waitsFor('claude')).toBe(true)
  })
  const note = { failures: 1, retryAt: 2, held: null, taken: false, at: 1, outcome: 'late' }
  await store.write(() => noteDelivery(store, 's', note))
  expect(failures()).toBe(1)
  await store.write(() => store.db.exec('DELETE FROM event_outbox'))
  expect(outbox.waitsFor('claude')).toBe(false)
  await store.write(() => removeSubscription(store, 's'))
  expect(failures()).toBeUndefined()
})
