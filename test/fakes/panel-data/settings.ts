/** Settings of the pretended bridge, and what is done with its data folder. */
import type { MethodResult } from '../../../main/contract.ts'
import { settingsSchema } from '../../../main/contract/settings-schema.ts'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import type { Desk, FakeHandlers } from './desk.ts'

type Settings = MethodResult<'settings.get'>['settings']

export interface SettingsState {
  settings: Settings
  afterRestart: string[]
  backups: number
}

export const defaultSettings = (): SettingsState => ({
  settings: settingsSchema.parse({}),
  afterRestart: [],
  backups: 0,
})

/** Settings that count from the next start. */
const later = ['port', 'controlPort']

export function settingsHandlers({ state, emit }: Desk<SettingsState>): FakeHandlers {
  const shown = () => ({
    settings: state.settings,
    path: '/home/ada/.drawbridge/settings.json',
    afterRestart: state.afterRestart,
  })
  return {
    'links.bound': ({ participant, mayWrite, reads }) => {
      const others = state.settings.linkBounds.filter((one) => one.participant !== participant)
      state.settings.linkBounds =
        mayWrite && reads === 'whole' ? others : [...others, { participant, mayWrite, reads }]
      emit('settings')
      return {}
    },
    'settings.get': shown,
    'settings.update': ({ patch }) => {
      const parsed = settingsSchema.safeParse(merged(state.settings, patch))
      if (!parsed.success) {
        const problem = parsed.error.issues
          .map(({ path, message }) => `${path.join('.')}: ${message}`)
          .join('; ')
        throw new BridgeError('settings-invalid', { path: shown().path, problem })
      }
      state.settings = parsed.data
      state.afterRestart = [
        ...new Set([...state.afterRestart, ...later.filter((name) => name in patch)]),
      ]
      emit('settings')
      return shown()
    },
    'data.backup': () => {
      state.backups += 1
      return {
        path: `/home/ada/.drawbridge/backups/${state.backups}`,
        bytes: 48_213_004,
        damage: null,
      }
    },
    'data.purge': ({ olderThanDays }) => {
      emit('status')
      return olderThanDays > 30
        ? { entries: 0, contents: 0, bytes: 0 }
        : { entries: 12, contents: 3, bytes: 482_000 }
    },
    'data.reset': ({ confirm }) => {
      if (confirm !== 'RESET') throw new BridgeError('invalid-input', { problem: 'confirm: RESET' })
      return { movedTo: '/home/ada/.drawbridge-2026-11-21' }
    },
    'diagnostics.make': () => ({
      fileName: 'drawbridge-diagnostics.json',
      text: '{ "version": "0.1.0" }\n',
    }),
  }
}

/** As the bridge merges: what is left out stays, null brings the default back. */
function merged(before: Record<string, unknown>, patch: Record<string, unknown>) {
  const after = { ...before }
  for (const [key, value] of Object.entries(patch)) {
    const old = after[key]
    if (value === null) delete after[key]
    else after[key] = isRecord(value) && isRecord(old) ? merged(old, value) : value
  }
  return after
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
