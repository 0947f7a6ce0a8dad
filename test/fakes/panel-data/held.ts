/** What is held for the owner at the pretended bridge. */
import type { MethodResult } from '../../../main/contract.ts'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import { isSameRule } from '../../../main/bridge/guarded/hold-rules.ts'
import type { SettingsState } from './settings.ts'
import type { Desk, FakeHandlers } from './desk.ts'

type Held = MethodResult<'held.get'>

export interface HeldState {
  heldItems: Held[]
}

export const nothingHeld = (): HeldState => ({ heldItems: [] })

export const aHeldItem = (over: Partial<Held> & Pick<Held, 'id'>): Held => ({
  kind: 'message',
  from: 'claude',
  client: 'link:claude-code',
  to: ['chatgpt'],
  thread: null,
  title: 'The plan for Monday.',
  bytes: 20,
  because: 'everything',
  found: [],
  at: new Date().toISOString(),
  state: 'held',
  decidedAt: null,
  reason: null,
  changed: false,
  result: null,
  text: 'The plan for Monday.',
  hidden: null,
  known: null,
  turn: null,
  changedTo: null,
  ...over,
})

export function heldHandlers({ state, emit }: Desk<HeldState & SettingsState>): FakeHandlers {
  const find = (id: string): Held => {
    const item = state.heldItems.find((one) => one.id === id)
    if (!item) throw new BridgeError('unknown-held-item', { id })
    return item
  }
  const decide = (id: string, over: Partial<Held>): Held => {
    const item = find(id)
    if (item.state !== 'held') throw new BridgeError('held-item-decided', { id })
    const decided = { ...item, ...over, decidedAt: new Date().toISOString() }
    state.heldItems = state.heldItems.map((one) => (one.id === id ? decided : one))
    emit('held')
    return decided
  }
  return {
    'held.list': ({ all = false }) =>
      state.heldItems.filter((item) => all || item.state === 'held'),
    'held.get': ({ id }) => find(id),
    'held.release': ({ id, changed }) =>
      decide(id, {
        state: 'released',
        changed: changed !== undefined,
        changedTo: changed ?? null,
        result: 'm34',
      }),
    'held.return': ({ id, reason }) => decide(id, { state: 'returned', reason }),
    'held.guard': ({ on, what = 'everything' }) => {
      const others = state.settings.hold.filter((rule) => rule.what !== what)
      state.settings = { ...state.settings, hold: on ? [{ what }, ...others] : others }
      emit('settings')
      emit('status')
      return {}
    },
    'held.addRule': ({ rule }) => {
      const at = state.settings.hold.findIndex((one) => isSameRule(one, rule))
      if (at !== -1) return { number: at + 1 }
      state.settings = { ...state.settings, hold: [...state.settings.hold, rule] }
      emit('settings')
      return { number: state.settings.hold.length }
    },
    'held.removeRule': ({ rule }) => {
      const hold = state.settings.hold.filter((one) => !isSameRule(one, rule))
      const removed = hold.length < state.settings.hold.length
      state.settings = { ...state.settings, hold }
      emit('settings')
      return { removed }
    },
  }
}
