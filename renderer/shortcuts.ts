/**
 * Every keyboard shortcut, once: the list that is shown and the keys that work are the same table.
 * Those of single keys rest while something is typed, and can be turned off (WCAG 2.2, 2.1.4).
 */
import type { ViewName } from './navigation.ts'
import { frameStrings } from './strings/frame.ts'
import { shortcutStrings as words } from './strings/palette.ts'

export type ShortcutAction =
  'palette' | 'list' | 'search' | 'gate' | 'held' | 'begin' | { view: ViewName }

export interface Shortcut {
  /** One after the other; `mod` is Ctrl, on a Mac Command. */
  keys: readonly string[]
  label: string
  action: ShortcutAction
}

const goTo = (key: string, view: ViewName): Shortcut => ({
  keys: ['g', key],
  label: words.goTo(frameStrings.views[view]),
  action: { view },
})

export const shortcuts: readonly Shortcut[] = [
  { keys: ['mod+k'], label: words.palette, action: 'palette' },
  { keys: ['/'], label: words.search, action: 'search' },
  { keys: ['a'], label: words.gate, action: 'gate' },
  { keys: ['w'], label: words.held, action: 'held' },
  { keys: ['n'], label: words.begin, action: 'begin' },
  { keys: ['?'], label: words.list, action: 'list' },
  goTo('h', 'home'),
  goTo('b', 'talks'),
  goTo('c', 'conversation'),
  goTo('t', 'traffic'),
  goTo('l', 'clients'),
  goTo('s', 'setup'),
  goTo('k', 'keys'),
  goTo('e', 'settings'),
  goTo('d', 'doctor'),
]

/** The key as the table writes it; null for a modifier alone or a combination nobody uses. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>) {
  if (event.altKey || event.key.length !== 1) return null
  const key = event.key.toLowerCase()
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key
}

/** The shortcut these keys are, or whether they may still become one. */
export function matchKeys(pressed: readonly string[]): Shortcut | 'begun' | undefined {
  const begins = ({ keys }: Shortcut): boolean => pressed.every((key, i) => keys[i] === key)
  const candidates = shortcuts.filter(begins)
  return candidates.find(({ keys }) => keys.length === pressed.length) ?? (candidates[0] && 'begun')
}

const KEY = 'drawbridge-single-keys'

/** Whether shortcuts of single keys are on in this browser. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export function keepSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch {
    // No storage: it counts until the page is left.
  }
}
