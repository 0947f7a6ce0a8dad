/** Updates of an installed app; a checkout is updated by its owner. */
import { systemClock, type Log } from '../bridge/base/ports.ts'
import type { Control } from '../contract.ts'
import { watchActivity } from './activity.ts'
import { ask } from './dialogs.ts'
import { openUpdateSource } from './update-source.ts'
import { createUpdates, type Updates } from './updates.ts'

export interface UpdateStartDeps {
  installed: boolean
  allowed: () => boolean
  control: Control
  stopFirst: () => Promise<void>
  onReady: (version: string) => void
  log: Log
}

const minuteMs = 60_000
/** Long enough that two who talk are not taken for done, short enough to come between two waits. */
const quietMs = 20_000

export function startUpdates(deps: UpdateStartDeps): Updates {
  const { installed, allowed, control, stopFirst, onReady, log } = deps
  if (!installed) return { install: async () => {}, stop() {} }
  const activity = watchActivity(control, systemClock, quietMs)
  const updates = createUpdates({
    source: openUpdateSource(log),
    allowed,
    ask,
    whenQuiet: activity.whenQuiet,
    stopFirst,
    onReady,
    firstLookMs: minuteMs,
    everyMs: 24 * 60 * minuteMs,
    log,
  })
  return {
    install: updates.install,
    stop() {
      updates.stop()
      activity.stop()
    },
  }
}
