/** What every part of the conversation is made from. */
import type { Clock, Log } from '../base/ports.ts'
import type { Blobs } from '../store/blobs.ts'
import type { Store } from '../store/types.ts'
import type { Keepers } from './threads/thread-keepers.ts'
import type { LaterWords } from './search/later-words.ts'
import type { ConversationEvent, ConversationLimits } from './types.ts'
import type { GuardBounds } from './threads/thread-types.ts'

export interface ConversationDeps {
  store: Store
  blobs: Blobs
  clock: Clock
  limits: ConversationLimits
  log?: Log
  /** How far models may go without the owner; left out: as far as they like. */
  bounds?: (() => GuardBounds) | undefined
  /** A clock that nobody can set. */
  steady?: (() => number) | undefined
}

/** What a write hands back: the answer, and the events to tell once it is on disk. */
export interface Outcome<T> {
  result: T
  events: ConversationEvent[]
}

/** Runs `work` in the next group commit; tells its events, in order, before it answers. */
export type Commit = <T>(work: () => Outcome<T>) => Promise<T>

export interface Parts extends ConversationDeps {
  bounds: () => GuardBounds
  keepers: Keepers
  laterWords: LaterWords
  commit: Commit
  onEvent: (listener: (event: ConversationEvent) => void) => () => void
}
