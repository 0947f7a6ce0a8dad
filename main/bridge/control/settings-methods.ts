/** The settings, and what can be done with the data folder as a whole. */
import type { settingsMethods } from '../../contract/settings.ts'
import type { DataKeeping } from '../data/data-keeping.ts'
import { BridgeError } from '../base/errors.ts'
import type { Audit } from '../oauth/audit.ts'
import type { RestartNeeds } from '../settings/pending-restart.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { HandlersOf } from './handlers.ts'

export interface SettingsMethodsDeps {
  settings: SettingsStore
  restart: Pick<RestartNeeds, 'names'>
  audit: Pick<Audit, 'record'>
  data: DataKeeping
}

export function settingsHandlers(deps: SettingsMethodsDeps): HandlersOf<typeof settingsMethods> {
  const { settings, restart, audit, data } = deps
  const shown = () => ({
    settings: settings.get(),
    path: settings.path,
    afterRestart: restart.names(),
  })
  return {
    'settings.get': shown,
    'settings.update': async ({ patch }) => {
      refuseIdentity(patch)
      // Checked as a whole by the schema of the settings themselves, which alone decides.
      await settings.update(patch)
      audit.record('settings.changed', null, { names: namesIn(patch).join(', ') })
      return shown()
    },
    'data.backup': () => data.backup(),
    'data.purge': (request) => data.purge(request),
    'data.reset': ({ confirm }) => data.reset(confirm),
    'diagnostics.make': () => data.diagnostics(),
  }
}

/** Who may sign in is decided by `identity.…`, which checks it, records it and ends what it ends. */
function refuseIdentity({ identity = {} }: Record<string, unknown>): void {
  const names = typeof identity === 'object' && identity !== null ? Object.keys(identity) : ['']
  if (names.every((name) => name === 'callbackPort')) return
  const problem =
    'patch.identity: only callbackPort is a setting; the rest belongs to Sign-in & keys'
  throw new BridgeError('invalid-input', { problem })
}

/** What was changed, but not to what: values may be personal. */
function namesIn(patch: Record<string, unknown>, before = ''): string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const name = `${before}${key}`
    const inner = typeof value === 'object' && value !== null && !Array.isArray(value)
    return inner ? namesIn(value as Record<string, unknown>, `${name}.`) : [name]
  })
}
