/** The face of the talks toward the rest of the bridge. */
import type { z } from 'zod'
import type { markSchema } from '../../contract/talks.ts'
import type { Form } from './form.ts'
import type { StoredStep, StoredTalk } from './rows.ts'
import type { TalkMoment } from './moment.ts'
import type { Bounds, Content, TalkEvent } from './types.ts'

export interface FormList {
  forms: { form: Form; source: 'built-in' | 'own' }[]
  broken: { file: string; problem: string }[]
  folder: string
}

export interface BeginRequest {
  question: string
  form?: string | undefined
  seats: readonly { participant: string; role?: string | undefined }[]
  files?: readonly string[] | undefined
  bounds?: { [K in keyof Bounds]?: Bounds[K] | undefined } | undefined
}

/** One talk and everything that happened in it, with the words of what became a message. */
export interface Talk extends StoredTalk {
  id: string
  title: string
  steps: (StoredStep & { text: string | null })[]
}

export interface HandInRequest {
  talk: string
  by: string
  content: Content
  /** The turn this is for, as the answer before named it. */
  turn?: number | undefined
  pasted?: boolean
  /** What was handed in, where the owner changed it before letting it through: a retry is known by it. */
  insteadOf?: Content | undefined
  /** False: quotations are not looked up in the talk's files, so that their marks tell nothing of them. */
  readsFiles?: boolean
}

/** A turn comes to wait for the owner, or goes back to its seat; the time is added. */
export type HeldEvent = DistributiveOmit<Extract<TalkEvent, { type: 'hold' | 'send-back' }>, 'at'>

/** An event of the owner; its time is added. */
export type OwnerAct = DistributiveOmit<
  Exclude<TalkEvent, { type: 'hand-in' | 'time-out' | HeldEvent['type'] }>,
  'at'
>
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never

export interface WaitForTalk {
  talk: string
  participant: string
  /** The number of the last step that was seen. */
  after: number
  timeoutMs: number
  signal?: AbortSignal | undefined
}

export interface Talks {
  forms(): FormList
  /** Begins a talk and asks its first seat, or all of them. Gives its id. */
  begin(request: BeginRequest): Promise<string>
  /** Throws `unknown-talk`. */
  get(id: string): Talk
  /** Newest first. */
  list(request?: { limit?: number | undefined; query?: string | undefined }): Talk[]
  /**
   * The talk with a seat for the participant: the one named, or the newest that is open. Throws
   * `unknown-talk`.
   */
  withSeat(participant: string, id?: string): Talk
  /** Takes a turn. The same hand-in for the same turn again changes nothing. */
  handIn(request: HandInRequest): Promise<{ duplicate: boolean; step: number }>
  /** Resolves once there is something for the participant to do or to know, or in time. */
  wait(request: WaitForTalk): Promise<void>
  act(id: string, act: OwnerAct): Promise<void>
  /** Notes in one write with `put`, which stores the held item, what becomes of a turn. */
  noteHeld(id: string, put: () => HeldEvent): Promise<void>
  mark(
    id: string,
    marks: readonly { handIn: number; mark: z.infer<typeof markSchema> }[],
  ): Promise<void>
  savedAs(id: string, name: string): Promise<void>
  marked(): { participant: string; confidence: number; mark: z.infer<typeof markSchema> }[]
  /** Called with the id of a talk that changed. */
  onChange(listener: (id: string) => void): () => void
  /** Called inside every write that moves a talk; undefined before it begins. */
  alongside(write: (before: TalkMoment | undefined, now: TalkMoment) => void): () => void
  stop(): void
}

/** What came of a talk that has ended. */
export interface TalkResult {
  agreed: string[]
  disagreed: string[]
  open: string[]
  changes: {
    participant: string
    from: string | null
    to: string | null
    reason: string
    supported: boolean
  }[]
  verdict: string | null
  markdown: string
  savedAs: string | null
}
