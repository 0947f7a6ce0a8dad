/** What a talk is, as the machine sees it: plain data, without a clock, a store or a name. */
import type { z } from 'zod'
import type { boundNames, boundsSchema, stepKind } from '../../contract/talks.ts'
import type { handInSchema } from '../../contract/hand-ins.ts'
import type { Form } from './form.ts'

export type Bounds = z.infer<typeof boundsSchema>
export type BoundName = (typeof boundNames)[number]
export type Content = z.infer<typeof handInSchema>
type StepKind = z.infer<typeof stepKind>

export interface Seat {
  participant: string
  role: string | null
  /** "A", "B": in a random order that stays. */
  alias: string
}

/** Who is still to hand in; `extra` when the owner gave the word outside the form. */
export interface Pending {
  participant: string
  extra: boolean
}

export interface HandIn {
  /** 1, 2, 3… in the talk. */
  number: number
  participant: string
  phase: string
  round: number
  /** The turn it was for: what a retry is known by. */
  turn: number
  extra: boolean
  pasted: boolean
  at: number
  /** Null once its words were removed for good. */
  content: Content | null
  marks: readonly string[]
  /** Not yet open. */
  sealed: boolean
}

export interface Paused {
  kind: 'owner' | 'bound' | 'deadline'
  what: BoundName | null
}

/** When a time runs out, by the wall clock; what is left of it while the talk is paused. */
export interface Timer {
  /** Null while paused. */
  at: number | null
  left: number
  whole: number
}

export interface TalkState {
  version: 1
  form: Form
  seats: readonly Seat[]
  status: 'open' | 'paused' | 'ended'
  paused: Paused | null
  /** Index into the form's phases. */
  phase: number
  round: number
  /** Grows whenever somebody else, or somebody again, is asked. */
  turn: number
  pending: readonly Pending[]
  /** Since when `pending` is waited for. */
  since: number
  bounds: Bounds
  used: { messages: number; characters: number }
  /** What the last comparison of short answers gave. */
  compared: 'same' | 'unclear' | 'different' | null
  phaseTimer: Timer | null
  talkTimer: Timer
  verdict: boolean
  handIns: readonly HandIn[]
  /** Turns that were handed in and wait for the owner's word; absent in talks from before there were any. */
  held?: readonly HeldTurn[]
}

export interface HeldTurn {
  /** The held item it lies in. */
  item: string
  participant: string
  /** The turn it is for: once another is on, it keeps no clock. */
  turn: number
}

export type TalkEvent =
  | {
      type: 'hand-in'
      by: string
      content: Content
      marks?: readonly string[]
      pasted?: boolean
      at: number
    }
  /** A hand-in waits for the owner; or was sent back, and its seat has its time anew. */
  | { type: 'hold'; item: string; participant: string; turn?: number | undefined; at: number }
  | { type: 'send-back'; item: string; at: number }
  | { type: 'time-out'; timer: 'phase' | 'talk'; turn: number; at: number }
  | { type: 'pause'; at: number }
  | { type: 'resume'; at: number }
  | { type: 'say'; text: string; at: number }
  | { type: 'give-word'; participant: string; at: number }
  | { type: 'skip'; participant?: string | undefined; at: number }
  | { type: 'more'; what: BoundName; amount: number; at: number }
  | { type: 'end'; at: number }
  | { type: 'verdict'; text: string; at: number }

/** What happened; the store writes each down, and those that carry words become messages. */
export interface Step {
  kind: StepKind
  /** A seat, the owner, or nobody: the bridge kept the rules. */
  by: string | null
  handIn?: number
  /** Of the owner. */
  text?: string
  /** In words, for the record: a phase's title, why it paused. */
  about?: string
}

export type Refusal =
  | { code: 'not-your-turn'; waitsFor: readonly string[] }
  | { code: 'talk-paused'; paused: Paused }
  | { code: 'talk-over' }
  | { code: 'invalid-input'; problem: string }
  /** A time-out for a turn that is over. Nothing is wrong. */
  | { code: 'late' }

export type Advance =
  { ok: true; state: TalkState; steps: Step[] } | { ok: false; refusal: Refusal }
