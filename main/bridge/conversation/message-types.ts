/** Who speaks, and what they say. */

/** `claude`, `chatgpt`, `owner`, `codex`…: [a-z][a-z0-9-]{0,31} */
export type ParticipantId = string

export interface Participant {
  id: ParticipantId
  /** How people see it: "Claude", "ChatGPT". */
  name: string
  createdAt: string
}

export type Importance = 'low' | 'normal' | 'high'

export interface Message {
  id: string
  /** Position in the whole conversation; grows by every event. */
  seq: number
  thread: string
  from: ParticipantId
  to: ParticipantId[]
  text: string
  importance: Importance
  replyTo: string | null
  /** ISO 8601, UTC. */
  sentAt: string
  /** Absent where all of it is its sender's. */
  ownerPart?: OwnerPart
}

/** Words under a participant's name that the owner carried over from its app, or changed. */
export type OwnerPart = 'pasted' | 'changed'

/** A message as one recipient has it. */
export interface InboxMessage extends Message {
  /** When a client of the participant read it first. */
  readAt: string | null
  acknowledgedAt: string | null
}

/** What became of a message at one recipient; there is none before it was delivered. */
export interface Receipt {
  participant: ParticipantId
  readAt: string | null
  acknowledgedAt: string | null
}

export interface SendRequest {
  ownerPart?: OwnerPart | undefined
  to: ParticipantId[]
  text: string
  thread?: string | undefined
  replyTo?: string | undefined
  importance?: Importance | undefined
  /** Only threads and messages of the sender's own may be continued or answered. */
  ownOnly?: boolean | undefined
  idempotencyKey?: string | undefined
}

export interface SentMessage {
  message: Message
  /** True when the same idempotency key had already sent this message. */
  duplicate: boolean
}

/** Which messages of a thread. */
export interface ThreadPage {
  before?: number | undefined
  /** At most, and by default, 1000. */
  limit?: number | undefined
  /** Only what this participant wrote or was sent. */
  only?: ParticipantId | undefined
}
