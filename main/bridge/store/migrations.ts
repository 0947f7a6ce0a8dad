/**
 * The format of the database, as an ordered list: number N brings a file from `user_version` N-1
 * to N. A migration that has been released is never edited; a change is a new one at the end.
 */
import { authorizationServer } from './migrations/0003-authorization-server.ts'
import { authorizationState } from './migrations/0002-authorization-state.ts'
import { clientOrigin } from './migrations/0004-client-origin.ts'
import { conversation } from './migrations/0001-conversation.ts'
import { doctorLadders } from './migrations/0008-doctor-ladders.ts'
import { events } from './migrations/0019-events.ts'
import { grantParticipants } from './migrations/0005-grant-participants.ts'
import { heldItems } from './migrations/0018-held-items.ts'
import { heldItemsFound } from './migrations/0030-held-items-found.ts'
import { receivedSoon } from './migrations/0032-received-soon.ts'
import { heldTurns } from './migrations/0022-held-turns.ts'
import { ledger } from './migrations/0020-ledger.ts'
import { ownerPart } from './migrations/0023-owner-part.ts'
import { ownConversation } from './migrations/0012-own-conversation.ts'
import { ownerDecisions } from './migrations/0007-owner-decisions.ts'
import { presence } from './migrations/0009-presence.ts'
import { readers } from './migrations/0010-readers.ts'
import { seats } from './migrations/0016-seats.ts'
import { talks } from './migrations/0013-talks.ts'
import { threadBound } from './migrations/0014-thread-bound.ts'
import { heldFor } from './migrations/0015-held-for.ts'
import { signInElsewhere } from './migrations/0006-sign-in-elsewhere.ts'
import { wordPairs } from './migrations/0017-word-pairs.ts'
import { threadName } from './migrations/0025-thread-name.ts'
import { receivedByEntry } from './migrations/0026-received-by-entry.ts'
import { laterWords } from './migrations/0029-later-words.ts'
import { threadGuard } from './migrations/0011-thread-guard.ts'
import { ownerPartOfEntries } from './migrations/0027-owner-part-of-entries.ts'

export interface Migration {
  name: string
  sql: string
}

export const migrations: readonly Migration[] = [
  { name: '0001-conversation', sql: conversation },
  { name: '0002-authorization-state', sql: authorizationState },
  { name: '0003-authorization-server', sql: authorizationServer },
  { name: '0004-client-origin', sql: clientOrigin },
  { name: '0005-grant-participants', sql: grantParticipants },
  { name: '0006-sign-in-elsewhere', sql: signInElsewhere },
  { name: '0007-owner-decisions', sql: ownerDecisions },
  { name: '0008-doctor-ladders', sql: doctorLadders },
  { name: '0009-presence', sql: presence },
  { name: '0010-readers', sql: readers },
  { name: '0011-thread-guard', sql: threadGuard },
  { name: '0012-own-conversation', sql: ownConversation },
  { name: '0013-talks', sql: talks },
  { name: '0014-thread-bound', sql: threadBound },
  { name: '0015-held-for', sql: heldFor },
  { name: '0016-seats', sql: seats },
  { name: '0017-word-pairs', sql: wordPairs },
  { name: '0018-held-items', sql: heldItems },
  { name: '0019-events', sql: events },
  { name: '0022-held-turns', sql: heldTurns },
  { name: '0020-ledger', sql: ledger },
  { name: '0023-owner-part', sql: ownerPart },
  { name: '0025-thread-name', sql: threadName },
  { name: '0026-received-by-entry', sql: receivedByEntry },
  { name: '0029-later-words', sql: laterWords },
  { name: '0027-owner-part-of-entries', sql: ownerPartOfEntries },
  { name: '0030-held-items-found', sql: heldItemsFound },
  { name: '0032-received-soon', sql: receivedSoon },
]
