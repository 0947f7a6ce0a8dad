import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
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
  return { store, put, read, find, reads: () => reads }
}

test('what was read is not read again until something is written', async () => {
  const { store, put, read, find, reads } = counting()
  await store.write(() => put('a', 1))
  expect([read('a'), read('a'), read('b'), read('b')]).toEqual([1, 1, 0, 0])
  expect(reads()).toBe(2)
  expect(store.recall(find, 'a')).toEqual({ n: 1 })
  await store.write(() => put('a', 2))
  expect(read('a')).toBe(2)
  expect(store.recall(find, 'a')).toEqual({ n: 2 })
  expect(store.recall(find, 'nobody')).toBeUndefined()
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
