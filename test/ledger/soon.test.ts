/** What was answered is kept at once and entered a moment later, and nothing of it is lost or doubled in between. */
import { expect, it } from 'vitest'
import type { Store } from '../../main/bridge/store/types.ts'
import { chatgpt, codex, entered, freshLedger, ledgerOver, notedIn } from './open-ledger.ts'

const countOf = (store: Store, table: 'received' | 'received_soon') =>
  store.statement(`SELECT count(*) AS n FROM ${table}`).get()?.['n']

it('keeps an answer in the commit that marks its messages as read, and makes its rows by itself', async () => {
  const { ledger, store, conversation, send } = await freshLedger()
  const { seq } = await send('hello')
  const ends: ((whole: boolean) => void)[] = []
  const delivery = { onEnd: (end: (whole: boolean) => void) => void ends.push(end), fail() {} }
  await conversation.inbox('chatgpt', { delivery })
  const leaving = ledger.leaving(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  const before = store.generation()
  const told = new Promise<void>((resolve) => ledger.onChange(resolve))
  for (const end of ends) end(true)
  leaving?.end(true)
  await entered(store)
  // One transaction, after which both or neither are there whatever ends the bridge.
  expect(store.generation()).toBe((before ?? 0) + 1)
  expect(conversation.unreadOf('chatgpt', 'client')).toBe(0)
  expect(countOf(store, 'received_soon')).toBe(1)
  await told
  expect(countOf(store, 'received_soon')).toBe(0)
  expect(countOf(store, 'received')).toBe(1)
})

it('shows what is kept to whoever looks before its rows are made', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  await ledger.give(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  expect(countOf(store, 'received')).toBe(0)
  expect(ledger.receivers()).toMatchObject([{ name: 'ChatGPT', entries: 1 }])
  await ledger.give(codex, 'read_conversation', [{ seq, extent: 'whole' }])
  expect(ledger.seen({ message: `m${seq}` })).toHaveLength(2)
  await ledger.give({ ...codex, name: 'other' }, 'read_conversation', [{ seq, extent: 'whole' }])
  expect(await ledger.verify()).toEqual({ ok: true, entries: 3 })
})

it('enters as received, at the next start, what was kept when the bridge was killed', async () => {
  const { ledger, store, send } = await freshLedger()
  const [one, two] = [await send('one'), await send('two')]
  await ledger.give(chatgpt, 'check_inbox', [{ seq: one.seq, extent: 'whole' }])
  ledger.leaving(chatgpt, 'check_inbox', [{ seq: two.seq, extent: 'whole' }])?.end(false)
  await entered(store)
  // The notes of both are still in the file.
  expect(notedIn(store)).toHaveLength(2)
  const next = ledgerOver(store)
  await entered(store)
  expect(next.seen({}).map(({ id, perhaps }) => [id, perhaps])).toEqual([
    [`m${two.seq}`, true],
    [`m${one.seq}`, false],
  ])
  expect(await next.verify()).toEqual({ ok: true, entries: 2 })
})

it('keeps nothing twice that is kept already, whole or broken off', async () => {
  const { ledger, store, send } = await freshLedger()
  const [one, two] = [await send('one'), await send('two')]
  const shown = (seq: number) => [{ seq, extent: 'whole' }] as const
  await ledger.give(chatgpt, 'read_conversation', [...shown(one.seq)])
  ledger.leaving(chatgpt, 'read_conversation', shown(two.seq))?.end(false)
  await entered(store)
  const notes = notedIn(store).length
  expect(ledger.leaving(chatgpt, 'read_conversation', shown(one.seq))).toBeUndefined()
  const again = ledger.leaving(chatgpt, 'read_conversation', [...shown(one.seq), ...shown(two.seq)])
  expect(notedIn(store)).toHaveLength(notes)
  again?.end(false)
  await entered(store)
  expect(countOf(store, 'received_soon')).toBe(2)
  ledger.leaving(chatgpt, 'read_conversation', shown(two.seq))?.end(true)
  await entered(store)
  expect(ledger.seen({}).map(({ id, perhaps }) => [id, perhaps])).toEqual([
    [`m${two.seq}`, false],
    [`m${two.seq}`, true],
    [`m${one.seq}`, false],
  ])
})

it('adds no perhaps beside what was received whole meanwhile', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  const shown = [{ seq, extent: 'whole' }] as const
  ledger.leaving(chatgpt, 'check_inbox', shown)
  const [whole, broken] = [1, 2].map(() => ledger.leaving(chatgpt, 'check_inbox', shown))
  whole?.end(true)
  await entered(store)
  broken?.end(false)
  await entered(store)
  expect(ledger.seen({}).map(({ perhaps }) => perhaps)).toEqual([false])
})

it('makes the rows before it closes', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  ledger.leaving(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])?.end(true)
  await ledger.close()
  expect([countOf(store, 'received_soon'), countOf(store, 'received')]).toEqual([0, 1])
})

it('loses nothing when rows cannot be made', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  store.db.exec(
    `CREATE TRIGGER full BEFORE INSERT ON received BEGIN SELECT raise(ABORT, 'full'); END`,
  )
  await ledger.give(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  // Rather nothing than too little.
  expect(() => ledger.seen({})).toThrow(/full/)
  store.db.exec('DROP TRIGGER full')
  expect(ledger.seen({})).toMatchObject([{ id: `m${seq}`, perhaps: false }])
})

it('takes nobody for known whom a start could not enter', async () => {
  const { ledger, store, send } = await freshLedger()
  const [one, two] = [await send('one'), await send('two')]
  await ledger.give(chatgpt, 'check_inbox', [{ seq: one.seq, extent: 'whole' }])
  ledger.leaving(chatgpt, 'check_inbox', [{ seq: two.seq, extent: 'whole' }])
  const { ahead } = store
  store.ahead = () => {
    throw new Error('full')
  }
  store.db.exec(
    `CREATE TRIGGER full BEFORE INSERT ON received WHEN new.perhaps = 1 BEGIN SELECT raise(ABORT, 'full'); END`,
  )
  const next = ledgerOver(store)
  await entered(store)
  store.ahead = ahead
  store.db.exec('DROP TRIGGER full')
  expect(next.seen({})).toMatchObject([{ id: `m${one.seq}`, perhaps: false }])
})
