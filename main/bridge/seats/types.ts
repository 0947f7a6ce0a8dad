/** Programs that answer for a participant: what the rest of the bridge knows of them. */
import type { Duplex } from 'node:stream'
import type { BridgeError } from '../base/errors.ts'
import type { ProgramId, Recipe } from './recipes/recipe.ts'
import type { Seat } from './seat-rows.ts'

export type { Seat } from './seat-rows.ts'
export type { ProgramId } from './recipes/recipe.ts'

/** What a program is run for. */
export interface Errand {
  prompt: string
  /** For the owner: "a turn in t12". */
  about: string
  /** Whether it has done what it was run for, as the bridge has seen it. */
  done(seen: { calls: readonly string[]; ended: boolean }): boolean
}

export interface RunningSeat {
  participant: string
  program: ProgramId
  title: string
  about: string
  since: number
  calls: number
}

export interface SeatResult {
  /** Null: done. */
  error: BridgeError | null
  calls: number
  seconds: number
}

/** Who speaks through a link that a running program opened. */
export interface SeatLink {
  title: string
  /** A tool was called. */
  called(tool: string): void
  /** An answer was given. */
  answered(): void
}

export interface SetSeat {
  participant: string
  program: ProgramId
  folder: string
  readOnly: boolean
  /** The program's place, where it is not found by itself, and for a command. */
  path?: string | undefined
  args?: readonly string[] | undefined
  anyVersion?: boolean | undefined
}

export interface FoundProgram {
  recipe: Recipe
  path: string | null
  version: string | null
}

export interface Seats {
  /** Ends what an earlier bridge left running; before anything else. */
  start(): Promise<void>
  programs(): Promise<FoundProgram[]>
  list(): Seat[]
  get(participant: string): Seat | undefined
  /** Throws `seat-program-missing`, `seat-program-unknown`, `seat-folder` or `seat-read-only`. */
  set(request: SetSeat): Promise<Seat>
  /** Stops it too. Throws `no-seat`. */
  remove(participant: string): Promise<Seat>
  /** Runs the program once. Throws `no-seat` or `seat-busy`; how the run went is in the result. */
  run(participant: string, errand: Errand): Promise<SeatResult>
  /** `reason`, for the owner: "you stopped it". False when none was running. */
  stop(participant: string, reason: string): boolean
  stopAll(reason: string): void
  running(): RunningSeat[]
  /** For a link that says it belongs to a run. Throws `seat-over`. */
  admit(run: string, participant: string, stream: Duplex): SeatLink
  onChange(listener: () => void): () => void
  /** Resolves when no program is left. */
  close(): Promise<void>
}
