/** A row that was removed, changed or slipped in shows, also to the chain of the conversation. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verifyChain } from '../../main/bridge/conversation/log/verify-chain.ts'
import { chatgpt, codex, folderOf, freshLedger } from './open-ledger.ts'

async function withRows(rows: number) {
  const fresh = await freshLedger()
  const { seq } = await fresh.send('hello')
  for (let n = 0; n < rows; n += 1) {
    await fresh.ledger.give(n % 2 === 0 ? chatgpt : codex, `call-${n}`, [{ seq, extent: 'whole' }])
  }
  expect(await fresh.ledger.verify()).toEqual({ ok: true, entries: rows })
  return fresh
}

const tampering: [name: string, sql: string, brokenAt: number][] = [
  ['a row was removed', 'DELETE FROM received WHERE number = 2', 2],
  ['the last row was removed', 'DELETE FROM received WHERE number = 4', 4],
  ['a row is about another entry', 'UPDATE received SET seq = 2 WHERE number = 2', 2],
  ['a row says less than was shown', 'UPDATE received SET extent = 1 WHERE number = 3', 3],
  ['a row says perhaps', 'UPDATE received SET perhaps = 1 WHERE number = 3', 3],
  ['a row has another time', 'UPDATE received SET at = at + 1 WHERE number = 1', 1],
  ['a row is somebody else’s', 'UPDATE received SET source = 1, extent = 2 WHERE number = 2', 2],
  ['a client has another name', "UPDATE ledger_sources SET name = 'x' WHERE id = 1", 1],
  ['the count of a client is wrong', 'UPDATE ledger_sources SET entries = 0 WHERE id = 1', 4],
  ['the head was set back', 'UPDATE ledger SET head = 3', 3],
  [
    'a row was added past the head',
    'INSERT INTO received SELECT 5, source, seq, 1, 0, at, 0, hash FROM received WHERE number = 4',
    5,
  ],
]

it.each(tampering)('shows that %s', async (_name, sql, brokenAt) => {
  const { ledger, store, send } = await withRows(4)
  await send('another')
  store.db.exec(`PRAGMA foreign_keys = OFF; ${sql}`)
  expect(await ledger.verify()).toEqual({ ok: false, brokenAt })
})

it('has the conversation vouch for a thousand rows at a time', async () => {
  const { ledger, store, conversation, send } = await freshLedger()
  const messages = await Promise.all(Array.from({ length: 1_000 }, (_, n) => send(`message ${n}`)))
  const before = (await conversation.verifyChain()) as { entries: number }
  await ledger.give(
    chatgpt,
    'check_inbox',
    messages.map(({ seq }) => ({ seq, extent: 'whole' })),
  )
  expect(await ledger.verify()).toEqual({ ok: true, entries: 1_000 })
  expect(await verifyChain(store)).toEqual({ ok: true, entries: before.entries + 1 })
  // It is no entry that a reader is shown.
  expect(conversation.log({ limit: 1 })).toMatchObject([{ kind: 'message' }])
  // Made anew as if it had never been entered.
  store.db.exec(
    `DELETE FROM received WHERE number = 1000;
     UPDATE ledger SET head = 999, head_hash = (SELECT hash FROM received WHERE number = 999);
     UPDATE ledger_sources SET entries = 999`,
  )
  expect(await ledger.verify()).toEqual({ ok: false, brokenAt: 1_000 })
})

it('has the conversation vouch after an hour', async () => {
  const { ledger, store, send } = await freshLedger()
  const seals = () =>
    store.statement("SELECT text FROM log WHERE ref = 'ledger' ORDER BY seq").all().length
  for (const text of ['one', 'two']) {
    const { seq } = await send(text)
    await ledger.give(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  }
  ledger.makeRows()
  expect(seals()).toBe(0)
  ledger.pass(60 * 60_000)
  const { seq } = await send('three')
  await ledger.give(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  ledger.makeRows()
  expect(seals()).toBe(1)
  expect(await ledger.verify()).toEqual({ ok: true, entries: 3 })
})

it('keeps nothing of a text that was removed for good, and verifies as before', async () => {
  const { ledger, store, conversation, send } = await freshLedger()
  const { seq } = await send('heliotrope')
  await conversation.markRead('chatgpt', [`m${seq}`])
  await ledger.give(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  await conversation.archive('owner')
  await conversation.purge({ before: Date.UTC(2027, 0, 1) })
  expect(ledger.seen({ message: `m${seq}` })).toMatchObject([{ title: '', size: null }])
  expect(await ledger.verify()).toEqual({ ok: true, entries: 1 })
  const kept = ['received', 'ledger_sources'].map((table) =>
    JSON.stringify(store.db.prepare(`SELECT * FROM ${table}`).all()),
  )
  kept.push(readFileSync(join(folderOf(store), 'answers-1'), 'utf8'))
  expect(kept.join('')).not.toContain('heliotrope')
})
