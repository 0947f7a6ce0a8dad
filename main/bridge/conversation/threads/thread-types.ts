/** A thread, and how far models may go in one without the owner. */
import type { ParticipantId } from '../message-types.ts'

/** `paused`: at its bound, until the owner decides. `ended`: by the owner. */
export type Held = 'paused' | 'ended'

/** The bound a paused thread has reached. */
export type HeldFor = 'messages' | 'characters'

/** What the owner does about a held thread: no bound any more, as much again, or no more. */
export type HoldDecision = 'on' | 'more' | 'end'

/** How far models may go without the owner. Null: without a bound. */
export interface GuardBounds {
  /** Messages between models in one thread since the owner last spoke in it. */
  threadMessages: number | null
  /** Messages a minute between two of them. */
  perMinute: number | null
  /** Characters a day between two of them. */
  charactersPerDay: number | null
  /** Whether a model is refused that says the same words twice in a row. */
  refuseRepeats: boolean
}

export interface Thread {
  id: string
  participants: ParticipantId[]
  messages: number
  lastMessageAt: string
  /** First words of the first message. */
  title: string
  /** What the owner calls it; null where nobody gave it a name. */
  name: string | null
  /** Messages between models since the owner last spoke in it. */
  run: number
  /** Its own bound of such messages, by the owner; null: the one of the settings. */
  bound: number | null
  /** `nothing`: the owner let it go on without a bound. `talk`: the talk it belongs to has its own. */
  boundedBy: 'guard' | 'nothing' | 'talk'
  held: Held | null
  heldAt: string | null
  heldFor: HeldFor | null
}
