/** Presence over a real store, ended with the test. */
import { onTestFinished } from 'vitest'
import { silentLog, systemClock, type Clock } from '../../main/bridge/base/ports.ts'
import { createPresence } from '../../main/bridge/presence/presence.ts'
import type { Store } from '../../main/bridge/store/types.ts'

export function openPresence(store: Store, clock: Clock = systemClock) {
  const presence = createPresence({ store, clock, log: silentLog })
  onTestFinished(() => presence.stop())
  return presence
}
