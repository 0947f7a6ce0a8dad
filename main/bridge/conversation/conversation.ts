/** The face of the domain: its parts, each made from the same few things, as one object. */
import { createAcknowledge } from './inbox/acknowledge.ts'
import { createBeginnings } from './threads/beginnings.ts'
import { createCatchUp } from './inbox/catch-up.ts'
import { createCounts } from './counts.ts'
import { createCursors } from './cursors.ts'
import type { ConversationDeps, Parts } from './deps.ts'
import { createEvents } from './events.ts'
import { createExport } from './log/export.ts'
import { createFetch } from './fetch.ts'
import { createFiles } from './files/files.ts'
import { createGuard, unguarded } from './guard/guard.ts'
import { createInbox } from './inbox/inbox.ts'
import { createKeepers } from './threads/thread-keepers.ts'
import { createLaterWords } from './search/later-words.ts'
import { createLog } from './log/log.ts'
import { createMarkRead } from './inbox/mark-read.ts'
import { createMessages } from './messages.ts'
import { createParticipants } from './participants.ts'
import { createPurge } from './log/purge.ts'
import { createReading } from './inbox/reading.ts'
import { createReceipts } from './inbox/receipts.ts'
import { createSearch } from './search/search.ts'
import { createStorage } from './files/storage.ts'
import { createNameThread } from './threads/name-thread.ts'
import { createThreads } from './threads/threads.ts'
import type { Conversation, ConversationLimits } from './types.ts'
import { verifyChain } from './log/verify-chain.ts'
import { createWait } from './inbox/wait.ts'
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
