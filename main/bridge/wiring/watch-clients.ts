/** The connection ladders as a part of the bridge: what they are told, and what they may look up. */
import { plainFetch } from '../base/plain-fetch.ts'
import type { AddressHistory } from '../address/lost-addresses.ts'
import { createLadders, type Ladders } from '../doctor/ladder/ladders.ts'
import { createClockCheck, type ClockCheck } from '../doctor/system/clock.ts'
import { createCallerMarks } from '../traffic/observed-request.ts'
import type { Audit } from '../oauth/audit.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { Clock, Log } from '../base/ports.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { Store } from '../store/types.ts'

export interface WatchClientsDeps {
  store: Store
  clock: Clock
  log: Log
  audit: Pick<Audit, 'list' | 'onRecord'>
  authorization: Pick<AuthorizationServer, 'approvals'>
  mcpUrl: () => string
  history: Pick<AddressHistory, 'find'>
  settings: Pick<SettingsStore, 'get'>
}

export interface WatchedClients {
  ladders: Ladders
  clockCheck: ClockCheck
  /** When a client last made a call by this address. */
  lastCall: (origin: string) => number | null
  stop(): Promise<void>
}

/** So many entries of audit at most belong to one commit. */
const newestEntries = 20

export function createWatchedClients(deps: WatchClientsDeps): WatchedClients {
  const { store, clock, log, audit, authorization, mcpUrl, history, settings } = deps
  const allowed = () => settings.get().contact.clockCheck
  const clockCheck = createClockCheck({ clock, fetch: plainFetch, allowed })
  const ladders = createLadders({
    store,
    clock,
    log,
    mark: createCallerMarks(),
    mcpUrl,
    wasOurs: (host) => history.find(`https://${host}`) !== undefined,
    clockOffsetMs: clockCheck.suspected,
    waiting: () => authorization.approvals.list().map(({ clientId }) => clientId),
  })
  const calls = new Map<string, number>()
  const { watch } = ladders
  let seen = audit.list(1)[0]?.seq ?? 0
  const stopAudit = audit.onRecord(() => {
    const entries = audit.list(newestEntries).filter(({ seq }) => seq > seen)
    for (const { seq, kind, clientId } of entries.toReversed()) {
      seen = seq
      if (clientId === null) continue
      if (kind === 'approval.approved') ladders.decided(clientId, true)
      if (kind === 'approval.denied') ladders.decided(clientId, false)
      if (kind === 'client.revoked') ladders.revoked(clientId)
    }
  })
  return {
    ladders: {
      ...ladders,
      watch: {
        ...watch,
        called(call, asker) {
          calls.set(call.origin, clock.now())
          watch.called(call, asker)
        },
      },
    },
    clockCheck,
    lastCall: (origin) => calls.get(origin) ?? null,
    stop() {
      stopAudit()
      return ladders.stop()
    },
  }
}
