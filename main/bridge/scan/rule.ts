/**
 * A kind of secret as data: a literal that must be there, and a bounded pattern for what follows it. A
 * pattern is tried once at each literal, so that no text costs more than its length.
 */
export interface Rule {
  /** Stable, and safe to show: `github-token`. */
  id: string
  /** For people: "GitHub token". */
  name: string
  /** One of them must stand in the text, in this case. */
  literals: readonly string[]
  /** Sticky; tried right behind the literal. */
  rest: RegExp
  /** `any`: the literal may stand inside a longer word. By default no letter, digit or `_` stands before, nor
   * a `-` where the secret itself may hold one: so a run of such signs is tried once. */
  before?: 'any'
  /** What follows may hold a `-`. */
  holdsDash: boolean
  /** The secret begins before the literal: at least so many letters, digits, `_`, `~` or `-`. */
  lead?: number
  /** The literal only leads to the secret and is no part of it. */
  leads?: true
  /** Told what follows the literal; false for what only looks like a secret. Default: `looksMade`. */
  check?: (found: string) => boolean
  /** Told the whole, with what stands before the literal; false for what is none. */
  whole?: (found: string) => boolean
}

type Row = readonly [
  id: string,
  name: string,
  literals: string | readonly string[],
  rest: RegExp,
  more?: Pick<Rule, 'before' | 'lead' | 'leads' | 'check' | 'whole'>,
]

/** Rows as rules. */
export const rulesOf = (rows: readonly Row[]): Rule[] =>
  rows.map(([id, name, literals, rest, more]) => ({
    id,
    name,
    literals: typeof literals === 'string' ? [literals] : literals,
    rest,
    holdsDash: rest.source.startsWith(String.raw`[\w-]`),
    ...more,
  }))
