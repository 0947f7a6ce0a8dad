/** A mutant: one change to the program that breaks a promise. Some test has to fail for it. */
export interface Mutant {
  /** The file, from the root of the repository. */
  file: string
  /** Exact text, once in that file, and what takes its place. */
  from: string
  to: string
  /** What would be lost. */
  why: string
  /** The test files that should notice. */
  tests: readonly string[]
}

type Change = readonly [from: string, to: string, why: string]

/** The changes to one file, all to be noticed by the same tests. */
export const mutantsOf = (
  file: string,
  tests: readonly string[],
  changes: readonly Change[],
): Mutant[] => changes.map(([from, to, why]) => ({ file, from, to, why, tests }))
