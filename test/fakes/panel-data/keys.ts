/** Signing keys and audit trail of the pretended bridge. */
import type { MethodResult } from '../../../main/contract.ts'
import { minutesAgo, type Desk, type FakeHandlers } from './desk.ts'

type Key = MethodResult<'keys.list'>[number]
type AuditEntry = MethodResult<'audit.list'>[number]

export interface KeysState {
  keys: Key[]
  audit: AuditEntry[]
}

const DAY = 24 * 60

export const freshKeys = (): KeysState => ({
  keys: [
    { kid: 'kX3n8QmJw1', state: 'next', createdAt: minutesAgo(DAY), retiresAt: null },
    { kid: 'b7VtR0aZp2', state: 'current', createdAt: minutesAgo(30 * DAY), retiresAt: null },
  ],
  audit: [],
})

export function keyHandlers({ state, emit }: Desk<KeysState>): FakeHandlers {
  return {
    'keys.list': () => state.keys,
    'keys.rotate': () => {
      const now = new Date().toISOString()
      const onwards = { next: 'current', current: 'retired', retired: 'retired' } as const
      const kid = `new${state.keys.length + 1}`
      state.keys = [
        { kid, state: 'next' as const, createdAt: now, retiresAt: null },
        ...state.keys.map((key) => ({
          ...key,
          state: onwards[key.state],
          retiresAt: key.state === 'current' ? now : key.retiresAt,
        })),
      ]
      state.audit.unshift({
        seq: (state.audit[0]?.seq ?? 0) + 1,
        at: now,
        kind: 'key.rotated',
        client: null,
        clientId: null,
        detail: { kid },
      })
      emit('keys')
      emit('audit')
      return state.keys
    },
    'audit.list': ({ before = Infinity, limit = 100 }) =>
      state.audit.filter(({ seq }) => seq < before).slice(0, limit),
  }
}
