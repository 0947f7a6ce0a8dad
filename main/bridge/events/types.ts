/** The vocabulary of events: what can be told, to whom, and what became of telling it. */
import type { ParticipantId } from '../conversation/message-types.ts'

export const eventNames = ['message.received', 'turn.yours', 'talk.ended', 'file.changed'] as const
export type EventName = (typeof eventNames)[number]

/** Who subscribes: the credential behind the call, never an argument. */
export interface Subscriber {
  clientId: string
  /** The sign-in the call was made with. */
  grant: string
  participant: ParticipantId
  /** The base URL the call came to; its tokens are good there and nowhere else. */
  origin: string
  scopes: ReadonlySet<string>
}

/** What a sign-in is allowed at this moment. */
export interface Standing {
  clientId: string
  clientName: string
  participant: ParticipantId
  scopes: ReadonlySet<string>
}

/** Values a subscriber filters by; an event has to have all of them. */
export type Filter = Readonly<Record<string, string>>

/** Something that happened and may be told: where and who, never the text. */
export interface Fact {
  name: EventName
  /** Who is to hear of it; `except`: everybody but one. */
  audience: { only: readonly ParticipantId[] } | { except: ParticipantId }
  /** The thread it belongs to; a paused one wakes nobody. */
  thread: number | null
  /** What the event says. */
  about: About
  /** Position in the conversation. */
  seq: number
  at: number
  /** Facts of one subscription and one such key may be told as one. */
  merges: string
}

/** The content of an event. */
export type About = { line: string } & Readonly<Record<string, string | number | boolean>>

export interface Subscription {
  id: string
  clientId: string
  grant: string
  participant: ParticipantId
  origin: string
  event: EventName
  filter: Filter
  /** The host of the callback: all of its address that is not a secret. */
  host: string
  /** The callback, sealed. */
  sealed: Uint8Array
  createdAt: number
  refreshedAt: number
  expiresAt: number
  /** Deliveries in a row that were not taken. */
  failures: number
  retryAt: number
  /** Why nothing is sent until the subscriber refreshes it; null while it is served. */
  held: string | null
  delivered: number
  refused: number
  lastAt: number | null
  lastOutcome: string | null
}

/** An event on its way to one subscription. */
export interface OutboxRow {
  id: number
  subscription: string
  eventId: string
  seq: number
  about: About
  thread: number | null
  at: number
  /** How many facts it stands for. */
  count: number
}

/** Where events go, and what they are signed with. */
export interface Callback {
  url: string
  secret: string
  /** The secret before, which signs as well until then. */
  previous?: { secret: string; until: number }
}
