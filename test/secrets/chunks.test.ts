/** The limit of the Windows Credential Manager, tried everywhere: on a crash after each single call too. */
import { describe, expect, it } from 'vitest'
import { chunked, windowsUnitLimit } from '../../main/bridge/secrets/chunks.ts'
import type { Entries } from '../../main/bridge/secrets/entries.ts'

/** Refuses what is too long, as Windows does, and fails for good after `calls` changes. */
function shortEntries(limit: number, calls = Infinity) {
  const kept = new Map<string, string>()
  let left = calls
  const change = (edit: () => void) => {
    if (left-- <= 0) throw new Error('crashed')
    edit()
  }
  const entries: Entries = {
    get: async (account) => kept.get(account),
    set: async (account, value) =>
      change(() => {
        if (value.length > limit) throw new Error(`${value.length} units are too many`)
        if (!value.isWellFormed()) throw new Error('half a character')
        kept.set(account, value)
      }),
    delete: async (account) => change(() => void kept.delete(account)),
  }
  return {
    entries,
    kept,
    crashAfter(count: number) {
      left = count
    },
  }
}

describe('values longer than an entry', () => {
  it('come back whole, for every length around the limit', async () => {
    const { entries } = shortEntries(60)
    const store = chunked(entries, 60)
    for (const length of [0, 1, 59, 60, 61, 119, 120, 121, 1_000]) {
      const value = 'x'.repeat(length)
      await store.set('key', value)
      expect(await store.get('key')).toBe(value)
    }
  })

  it('are as long as a signing key under the limit of Windows', async () => {
    const { entries, kept } = shortEntries(windowsUnitLimit)
    const value = 'k'.repeat(20_000)
    await chunked(entries, windowsUnitLimit).set('key', value)
    expect(await chunked(entries, windowsUnitLimit).get('key')).toBe(value)
    expect(Math.max(...[...kept.values()].map((part) => part.length * 2))).toBeLessThanOrEqual(2560)
  })

  it('are never cut inside a character', async () => {
    const { entries } = shortEntries(61)
    const value = `a${'🌉'.repeat(100)}`
    await chunked(entries, 61).set('key', value)
    expect(await chunked(entries, 61).get('key')).toBe(value)
  })

  it('leave nothing behind when a short one replaces them, or when they are deleted', async () => {
    const { entries, kept } = shortEntries(60)
    const store = chunked(entries, 60)
    await store.set('key', 'x'.repeat(500))
    await store.set('key', 'short')
    expect([...kept]).toEqual([['key', 'short']])
    await store.set('key', 'x'.repeat(500))
    await store.delete('key')
    expect([...kept]).toEqual([])
  })

  it('are not confused with a value that looks like their header', async () => {
    const { entries } = shortEntries(60)
    const store = chunked(entries, 60)
    await store.set('key', 'drawbridge-parts:a:3')
    expect(await store.get('key')).toBe('drawbridge-parts:a:3')
  })

  it('are reported when a part of them is gone', async () => {
    const { entries, kept } = shortEntries(60)
    const store = chunked(entries, 60)
    await store.set('key', 'x'.repeat(200))
    kept.delete('key#a1')
    await expect(store.get('key')).rejects.toThrow('key#a1 is missing')
  })

  it('are the old value or the new one after a crash at any point, and heal on the next write', async () => {
    const values = ['1'.repeat(500), '2'.repeat(300), 'short', '3'.repeat(700)]
    for (const [index, before] of values.entries()) {
      for (const after of values.toSpliced(index, 1)) {
        for (let calls = 0; ; calls++) {
          const { entries, kept, crashAfter } = shortEntries(60)
          const store = chunked(entries, 60)
          await store.set('key', before)
          crashAfter(calls)
          const crashed = await store.set('key', after).then(
            () => false,
            () => true,
          )
          crashAfter(Infinity)
          expect([before, after]).toContain(await store.get('key'))
          await store.set('key', 'y'.repeat(130))
          expect(await store.get('key')).toBe('y'.repeat(130))
          await store.delete('key')
          expect([...kept]).toEqual([])
          if (!crashed) break
        }
      }
    }
  })
})
