/**
 * Turns what happens into rows of the outbox, inside the write that made it happen: either both are on
 * disk after a crash, or neither.
 */
import type { Clock } from '../base/ports.ts'
import { threadSeq } from '../conversation/ids.ts'
import { systemSender } from '../conversation/participants.ts'
import type { ConversationEvent } from '../conversation/types.ts'
import { databaseBytes } from '../store/disk-reserve.ts'
import type { Store } from '../store/types.ts'
import type { TalkMoment } from '../talk/moment.ts'
import { fileFact, messageFact, talkFacts } from './facts.ts'
import { matches } from './matches.ts'
import { newEventId, type Outbox } from './outbox.ts'
import { subscriptionsTo } from './rows.ts'
import type { Fact, Subscription } from './types.ts'

export interface WitnessDeps {
  store: Store
  outbox: Outbox
  clock: Clock
  head: () => number
  /** Whether its sign-in may still hear of it. */
  serves: (subscription: Subscription) => boolean
  /** Said in a talk as somebody's turn: the talk tells of turns, not of messages. */
  saidInTalk: (thread: number, seq: number) => boolean
  /** Whether this very client is in a call that will hand the fact out. */
  listens: (subscription: Subscription, thread: number) => boolean
  due: (subscription: string, at?: number) => void
}

export interface Witness {
  /** Only inside a write, with everything that happened in it. */
  conversation(events: readonly ConversationEvent[]): void
  talk(before: TalkMoment | undefined, now: TalkMoment): void
}

/** For a client that hears of it anyway; afterwards it is asked whether it did. */
const graceMs = 15_000

export function createWitness(deps: WitnessDeps): Witness {
  const { store, outbox, clock } = deps

  function emit(fact: Fact): void {
    const { audience, thread } = fact
    const only = 'only' in audience ? audience.only : undefined
    const hearers = subscriptionsTo(store, fact.name, only).filter(
      (subscription) =>
        !('except' in audience && audience.except === subscription.participant) &&
        subscription.expiresAt > fact.at &&
        matches(subscription.filter, fact) &&
        deps.serves(subscription),
    )
    // What cannot be kept is not kept; the letter itself found its room.
    if (hearers.length === 0 || !store.room.has(databaseBytes(hearers.length * 512))) return
    const eventId = newEventId()
    for (const subscription of hearers) {
      outbox.add(subscription.id, eventId, fact)
      const hears = thread !== null && deps.listens(subscription, thread)
      deps.due(subscription.id, fact.at + (hears ? graceMs : 0))
    }
  }

  return {
    conversation(events) {
      const at = clock.now()
      for (const event of events) {
        if (event.type === 'message') {
          const { message } = event
          const thread = threadSeq(message.thread) ?? 0
          // A notice of the bridge is no reason to wake anybody, and that of a pause least of all.
          if (message.from === systemSender || deps.saidInTalk(thread, message.seq)) continue
          emit(messageFact(message, thread, at))
        }
        if (event.type === 'file') emit(fileFact(event, deps.head(), at))
      }
    },
    talk(before, now) {
      for (const fact of talkFacts(before, now, deps.head(), clock.now())) emit(fact)
    },
  }
}
