import { describe, expect, it } from 'vitest'
import { keyOf, matchKeys, shortcuts } from '../../renderer/shortcuts.ts'

const press = (
  key: string,
  over: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
) => keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...over })

describe('the shortcuts', () => {
  it('are each found by their keys, and by nothing shorter', () => {
    for (const shortcut of shortcuts) {
      expect(matchKeys(shortcut.keys)).toBe(shortcut)
      const begun = shortcut.keys.slice(0, -1)
      if (begun.length > 0) expect(matchKeys(begun)).toBe('begun')
    }
  })

  it('are unique, and none hides behind the beginning of another', () => {
    for (const { keys } of shortcuts) {
      const others = shortcuts.filter((other) => other.keys !== keys)
      for (const other of others) {
        expect(keys.every((key, i) => other.keys[i] === key)).toBe(false)
      }
    }
  })

  it('know Ctrl and Command alike, and leave combinations with Alt alone', () => {
    expect(press('k', { ctrlKey: true })).toBe('mod+k')
    expect(press('K', { metaKey: true })).toBe('mod+k')
    expect(press('k', { altKey: true })).toBeNull()
    expect(press('Shift')).toBeNull()
    expect(press('?')).toBe('?')
  })
})
