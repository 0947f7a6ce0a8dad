/** Waking participants: the doors there are, and what became of each attempt. */
import type { BridgeError } from '../base/errors.ts'
import type { Cause } from './causes.ts'

/** In the order in which they are tried. */
export const doors = ['event', 'codex', 'claude-code', 'seat', 'owner'] as const
export type Door = (typeof doors)[number]

/**
 * `told`: handed over, and not answered yet. `answered` and `done`: what waited is settled. `asked`: it is
 * the owner's turn to bring it. `interrupted`: the bridge ended meanwhile.
 */
export type Outcome =
  'told' | 'answered' | 'no-answer' | 'done' | 'failed' | 'stopped' | 'asked' | 'interrupted'

export interface Wake {
  id: number
  participant: string
  door: Door
  cause: 'turn' | 'letter' | 'test'
  /** The talk or thread. */
  about: string | null
  at: number
  endedAt: number | null
  /** Null while it goes on. */
  outcome: Outcome | null
  error: string | null
  detail: string | null
  calls: number
}

/** A way to tell an application that is there already: quick, and without an answer. */
export interface Bell {
  door: Exclude<Door, 'seat' | 'owner'>
  /** Whether this participant can be told this way. */
  reaches(participant: string): boolean
  /** Hands over a pointer. Throws BridgeError when it cannot. */
  ring(participant: string, cause: Cause): Promise<void>
  /** Whether it could be told now, without telling it. Throws BridgeError. */
  test(participant: string): Promise<void>
}

export interface Waking {
  log(request?: { participant?: string | undefined; limit?: number | undefined }): Wake[]
  /** The doors of a participant that are open, in order. */
  doorsOf(participant: string): Door[]
  /** The owner asks for it: at once, and whatever was tried. Throws `nothing-waits`, `no-way-to-wake`. */
  now(participant: string): Promise<Wake>
  /** Somebody got a way to be woken: what waits already counts. */
  look(participant: string): void
  /** Runs a seat's program, or rings a bell, without anything waiting. */
  test(participant: string, door: Door): Promise<{ wake: Wake; error: BridgeError | null }>
  /** Of each application that is to be told, whether it could be now. Tells nobody, and writes nothing down. */
  ready(): Promise<{ participant: string; door: Door; error: BridgeError | null }[]>
  onChange(listener: () => void): () => void
  /** Looks at what waited while the bridge was closed. */
  start(): Promise<void>
  stop(): void
}
