/** One line of the plan: what is, what should be, and the step that leads there. */
import type { Problem } from '../../explain/problem.ts'

/** What is sent to Auth0. Steps of `client` go together in one request. */
export type Step =
  | { kind: 'client'; fields: Record<string, unknown> }
  /** Nothing is sent; the secret Auth0 gave is kept. */
  | { kind: 'secret' }
  | { kind: 'enable'; connection: string }
  | { kind: 'connection'; id: string; options: Record<string, unknown> }
  | { kind: 'tenant'; settings: Record<string, unknown> }
  | { kind: 'new-api'; body: Record<string, unknown> }
  | { kind: 'api'; id: string; fields: Record<string, unknown> }
  | { kind: 'grant'; subject: 'user' | 'client' }

export interface Change {
  /** Stays the same from plan to report. */
  id: string
  what: string
  before: string | null
  after: string
  state: 'planned' | 'unchanged' | 'done' | 'failed'
  /** Other applications feel it too, so it is done only when it was chosen. */
  choice: boolean
  problem: Problem | null
  /** What is wrong as long as it stays as it is; the live checks say it. */
  cures: Problem | null
  step: Step | null
}

type Compared = Pick<Change, 'id' | 'what' | 'before' | 'after'>

export const asItShould = (compared: Compared): Change => ({
  ...compared,
  state: 'unchanged',
  choice: false,
  problem: null,
  cures: null,
  step: null,
})

export const toChange = (compared: Compared, cures: Problem, step: Step): Change => ({
  ...compared,
  state: 'planned',
  choice: false,
  problem: null,
  cures,
  step,
})

/** Left alone unless the owner chooses it; the problem says what it means to leave it. */
export const toChoose = (compared: Compared, step: Step, found: Problem): Change => ({
  ...compared,
  state: 'unchanged',
  choice: true,
  problem: found,
  cures: found,
  step,
})

/** Only the owner can do it, and sign-ins work without it. */
export const advised = (compared: Compared, found: Problem): Change => ({
  ...compared,
  state: 'unchanged',
  choice: false,
  problem: found,
  cures: found,
  step: null,
})

export const notPossible = (compared: Compared, found: Problem): Change => ({
  ...compared,
  state: 'failed',
  choice: false,
  problem: found,
  cures: found,
  step: null,
})
