/** The face of the domain: its parts, each made from the same few things, as one object. */
import { createAcknowledge } from './acknowledge.ts'
import { createBeginnings } from './beginnings.ts'
import { createCatchUp } from './catch-up.ts'
import { createCounts } from './counts.ts'
import { createCursors } from './cursors.ts'
import type { ConversationDeps, Parts } from './deps.ts'
import { createEvents } from './events.ts'
import { createExport } from './export.ts'
import { createFetch } from './fetch.ts'
import { createFiles } from './files.ts'
import { createGuard, unguarded } from './guard/guard.ts'
import { createInbox } from './inbox.ts'
import { createKeepers } from './thread-keepers.ts'
import { createLaterWords } from './later-words.ts'
import { createLog } from './log.ts'
import { createMarkRead } from './mark-read.ts'
import { createMessages } from './messages.ts'
import { createParticipants } from './participants.ts'
import { createPurge } from './purge.ts'
import { createReading } from './reading.ts'
import { createReceipts } from './receipts.ts'
import { createSearch } from './search.ts'
import { createStorage } from './storage.ts'
import { createNameThread } from './name-thread.ts'
import { createThreads } from './threads.ts'
import type { Conversation, ConversationLimits } from './types.ts'
import { verifyChain } from './verify-chain.ts'
import { createWait } from './wait.ts'
import { createWithin } from './within.ts'

export const standardLimits: ConversationLimits = {
  messageBytes: 256 * 1024,
  fileBytes: 25 * 1024 * 1024,
}

/** The conversation in `store` and `blobs`. */
export function createConversation(deps: ConversationDeps): Conversation {
  const { store } = deps
  const events = createEvents(store, deps.log)
  const bounds = deps.bounds ?? (() => unguarded)
  const parts: Parts = {
    ...deps,
    ...events,
    bounds,
    keepers: createKeepers(),
    laterWords: createLaterWords(deps),
  }
  const guard = createGuard({ ...parts, steady: deps.steady ?? (() => performance.now()) })
  const cursors = createCursors(store)
  const inbox = createInbox(parts, cursors)
  const storage = createStorage(store, deps.limits)
  const files = createFiles(parts, storage)
  const { write, ...messages } = createMessages(parts, guard)
  const { writeNote, ...log } = createLog(parts)
  return {
    ...createParticipants(parts),
    ...createCounts(parts),
    ...createThreads(parts),
    ...createNameThread(parts),
    ...messages,
    ...createWithin(parts, { write }, { writeNote }),
    ...createReceipts(parts),
    inbox: inbox.inbox,
    untilNews: inbox.untilNews,
    ...createReading(parts),
    ...createWait(parts, inbox),
    ...createCatchUp(parts, cursors, inbox),
    ...createAcknowledge(parts),
    ...createMarkRead(parts),
    ...log,
    verifyChain: () => verifyChain(store),
    ...files,
    ...createPurge(parts, { storage, sweepFiles: files.sweepFiles }),
    ...createBeginnings(parts),
    ...createSearch(parts),
    ...createFetch(parts, files),
    ...createExport(parts),
    settled: store.settled,
    onEvent: events.onEvent,
    alongside: events.alongside,
  }
}
