/** What became of deliveries is written many in one commit, and each still has its own answer. */
import { expect, it } from 'vitest'
import { createPlaces } from '../../main/bridge/events/delivery-places.ts'
import { createWrittenLater } from '../../main/bridge/events/written-later.ts'
import { freshConversation } from '../conversation/fresh-conversation.ts'

it('writes nothing while others are on their way, and all of it once none is', async () => {
  const { store } = freshConversation()
  const later = createWrittenLater(store)
  const done: number[] = []
  const writes = [1, 2, 3].map((n) => later.write(() => void done.push(n)))
  await store.write(() => {})
  expect(done).toEqual([])
  later.idle()
  await Promise.all(writes)
  expect(done).toEqual([1, 2, 3])
})

it('writes by itself after a moment, and tells each of its own failure', async () => {
  const { store } = freshConversation()
  const later = createWrittenLater(store)
  const broken = later.write(() => {
    throw new Error('no such table')
  })
  const good = later.write(() => {})
  await expect(broken).rejects.toThrow('no such table')
  await good
})

it('has room for 16 of one sign-in, and counts a place that is freed twice once', () => {
  const places = createPlaces()
  for (let n = 0; n < 32; n += 1) places.know(`s${n}`, n < 20 ? 'one' : 'other')
  const frees = Array.from({ length: 16 }, (_, n) => places.take(`s${n}`))
  expect([places.fullFor('s16'), places.fullFor('s20'), places.fullFor('new')]).toEqual([
    true,
    false,
    false,
  ])
  frees[0]?.()
  frees[0]?.()
  expect(places.fullFor('s16')).toBe(false)
  expect(places.empty()).toBe(false)
  for (const free of frees) free()
  expect(places.empty()).toBe(true)
})

it('calls what goes alongside with the write, into the same commit', async () => {
  const { store } = freshConversation()
  const later = createWrittenLater(store)
  const seen: string[] = []
  const note = (name: string) => () => void seen.push(name)
  const write = later.write(note('settled'), () => void store.write(note('entered')))
  await store.write(() => {})
  expect(seen).toEqual([])
  later.idle()
  await write
  expect(seen).toEqual(['entered', 'settled'])
})
