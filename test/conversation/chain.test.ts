/** What the hash of an entry covers: change any of it, and the hash is another. */
import { expect, it } from 'vitest'
import { digestOf, entryHash, type ChainEntry } from '../../main/bridge/conversation/log/chain.ts'

const previous = Buffer.alloc(32, 1)
const entry: ChainEntry = {
  seq: 2,
  kind: 'note',
  at: 1_000,
  by: 'claude',
  thread: 1,
  ref: null,
  text: 'a note',
  digest: digestOf(['a note']),
}
const whole = entryHash(previous, entry).toString('hex')

it('covers the entry before', () => {
  expect(entryHash(Buffer.alloc(32, 2), entry).toString('hex')).not.toBe(whole)
})

it.each(
  Object.entries({
    seq: 3,
    kind: 'message',
    at: 1_001,
    by: 'owner',
    thread: null,
    ref: 'plan.md',
    text: 'another note',
    digest: digestOf(['another']),
  } satisfies ChainEntry),
)('covers %s', (name, value) => {
  const changed = { ...entry, [name]: value }
  expect(entryHash(previous, changed).toString('hex')).not.toBe(whole)
})
