/** The outcome of one live check, and the few ways to make one. */
import { toBridgeError } from '../../base/errors.ts'
import { problemFrom, problemOf, type Problem } from '../../explain/problem.ts'
import type { Explanation } from '../../explain/fault.ts'

export interface Check {
  /** `cannot-tell`: it was looked at, and from here nobody can know. */
  state: 'unknown' | 'ok' | 'failed' | 'cannot-tell'
  /** What was found, in one sentence. */
  detail: string
  problem: Problem | null
}

/** What is entered, saved or not; null is not known yet. */
export interface SetUp {
  provider: 'auth0' | 'oidc'
  issuer: string | null
  clientId: string | null
  clientSecret: string | undefined
  audience: string | null
  /** What must be registered, to the letter. */
  callbacks: readonly string[]
}

export const ok = (detail: string): Check => ({ state: 'ok', detail, problem: null })

export const unknown = (detail: string): Check => ({ state: 'unknown', detail, problem: null })

export const cannotTell = (detail: string, problem: Problem | null = null): Check => ({
  state: 'cannot-tell',
  detail,
  problem,
})

export const failed = (problem: Problem, detail = problem.sentence): Check => ({
  state: 'failed',
  detail,
  problem,
})

export const explainedCheck = (explanation: Explanation, detail?: string): Check =>
  failed(problemOf(explanation), detail)

/** A check must not end the others: what it throws is its outcome. */
export async function outcomeOf(id: string, check: () => Promise<Check>): Promise<Check> {
  try {
    return await check()
  } catch (thrown) {
    const problem = problemFrom(toBridgeError(thrown))
    // The same trouble eleven times would hide which step is to be mended.
    return id === 'domain'
      ? failed(problem)
      : cannotTell('This shows once the provider answers.', problem)
  }
}
