/** What the bridge keeps, opened: the store and everything that lives in it or beside it. */
import { join } from 'node:path'
import type { BridgeOptions } from './bridge-types.ts'
import { createConversation } from '../conversation/conversation.ts'
import { createGuarded } from '../guarded/guarded.ts'
import { createLedger } from '../ledger/ledger.ts'
import { createIsOwnSecret } from '../oauth/own-secrets.ts'
import { createAudit } from '../oauth/audit.ts'
import { createPresence } from '../presence/presence.ts'
import { createPosition } from '../settings/position.ts'
import { currentLimits } from '../settings/settings.ts'
import { createBlobs } from '../store/blobs.ts'
import { openStore } from '../store/open-store.ts'
import { createTalks } from '../talk/talks.ts'
import { openTraffic } from './record-traffic.ts'

export type Records = ReturnType<typeof openRecords>

/** Each part is entered for closing as it opens, so they close in the opposite order. */
export function openRecords(options: BridgeOptions, closing: AsyncDisposableStack) {
  const { dataDir, clock, log, settings, stages } = options
  const limits = currentLimits(settings)
  const store = openStore({
    path: join(dataDir, 'bridge.db'),
    log,
    beforeMigration: () => stages?.announce('Bringing the data of an earlier version up to date'),
  })
  closing.defer(() => store.close())
  const blobs = createBlobs(join(dataDir, 'files'))
  const bounds = () => settings.get().guard
  const conversation = createConversation({ store, blobs, clock, limits, bounds, log })
  conversation.sweepFiles()
  const ledger = createLedger({ store, clock, log, folder: dataDir })
  closing.defer(() => ledger.close())
  const presence = createPresence({ store, clock, log })
  closing.defer(() => presence.stop())
  const formsFolder = join(dataDir, 'forms')
  const talks = createTalks({ store, conversation, clock, log, formsFolder })
  closing.defer(() => talks.stop())
  const guarded = createGuarded({
    store,
    conversation,
    talks,
    clock,
    limits,
    rules: () => settings.get().hold,
    isOwn: createIsOwnSecret(store),
  })
  const traffic = openTraffic({ settings, clock, log })
  closing.defer(() => traffic.stop())
  const audit = createAudit({ store, clock, log })
  const position = createPosition(settings)
  position.onChange(() => audit.record(`bridge.${position.get()}`, null))
  const participants = {
    list: () => conversation.participants(),
    async ensure(id: string) {
      const known = conversation.participants().some((participant) => participant.id === id)
      if (!known) await conversation.addParticipant(id)
    },
  }
  const said = { conversation, participants, talks, guarded }
  return { ...said, store, ledger, presence, traffic, audit, position, limits }
}
