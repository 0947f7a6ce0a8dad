/** Removes what the owner does not want kept any longer, by itself, as the settings say. */
import type { Log } from '../base/ports.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { DataKeeping } from './data-keeping.ts'

export interface Retention {
  stop(): void
}

const lookEveryMs = 6 * 3_600_000

/** Looks now, a few times a day, and when the setting changes. */
export function startRetention(deps: {
  settings: Pick<SettingsStore, 'get' | 'onChange'>
  data: Pick<DataKeeping, 'purge'>
  log: Log
}): Retention {
  const { settings, data, log } = deps
  const days = () => settings.get().retention.archivedDays
  let before = days()

  function look(): void {
    const kept = days()
    if (kept === null) return
    data.purge({ olderThanDays: kept, oldVersions: false }).catch((error: unknown) => {
      log.error('retention.failed', { error: String(error) })
    })
  }

  look()
  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  const stopListening = settings.onChange(() => {
    if (days() === before) return
    before = days()
    look()
  })
  return {
    stop() {
      clearInterval(timer)
      stopListening()
    },
  }
}
