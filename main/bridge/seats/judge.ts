/**
 * How a run went. Exit codes lie: programs end with 0 after a refusal, or without ever having had the
 * bridge's tools. So a turn counts only by what the bridge itself has seen; the rest only explains.
 */
import { BridgeError } from '../base/errors.ts'
import type { Recipe, Trouble } from './recipes/recipe.ts'
import type { Ran } from './run-program.ts'

export interface Seen extends Ran {
  recipe: Recipe
  participant: string
  seconds: number
  /** What the run was for has happened. */
  done: boolean
  /** Its link to the bridge was opened. */
  linked: boolean
  /** How many calls it may make, where it was ended for making more. */
  overCalls: number | null
  /** Told by a line it wrote, upon which it was ended. */
  trouble: Trouble | undefined
  /** Why the owner or the bridge stopped it. */
  stopped: string | null
}

/** Null: it did what it was run for. */
export function whatWentWrong(seen: Seen): BridgeError | null {
  const { recipe, participant, done, linked, overCalls, bound, problem, seconds, stopped } = seen
  const program = recipe.title
  if (done) return null
  if (stopped !== null)
    return new BridgeError('seat-stopped', { program, participant, reason: stopped })
  if (problem !== null) return new BridgeError('seat-failed', { program, participant, problem })
  const said = seen.trouble ?? recipe.explain?.(seen) ?? troubleIn(seen)
  if (said !== undefined) return new BridgeError(troubleCodes[said], { program, participant })
  if (overCalls !== null) {
    const many = `it made more than ${overCalls} calls`
    return new BridgeError('seat-too-much', { program, participant, problem: many })
  }
  if (bound === 'output') {
    const many = 'it wrote without end'
    return new BridgeError('seat-too-much', { program, participant, problem: many })
  }
  if (bound === 'time') return new BridgeError('seat-timed-out', { program, participant, seconds })
  if (!linked) return new BridgeError('seat-no-server', { program, participant })
  if (seen.code === 0) return new BridgeError('seat-no-hand-in', { program, participant })
  const last = lastWords(seen.output)
  return new BridgeError('seat-failed', {
    program,
    participant,
    problem: last === '' ? `it ended with the code ${seen.code ?? 'of a signal'}` : last,
  })
}

const troubleCodes = {
  'no-login': 'seat-no-login',
  quota: 'seat-quota',
  refused: 'seat-refused',
  'no-server': 'seat-no-server',
} as const satisfies Record<Trouble, string>

const words: readonly (readonly [Trouble, readonly string[]])[] = [
  [
    'no-login',
    [
      'not logged in',
      '/login',
      'unauthorized',
      'invalid api key',
      'authentication',
      ' 401',
      ':401',
    ],
  ],
  [
    'quota',
    ['rate limit', 'rate_limit', 'quota', 'usage limit', 'too many requests', ' 429', ':429'],
  ],
  ['refused', ['contentfiltererror', 'content_filter', "can't help with", 'cannot help with']],
]

/** Of a run that did nothing: what its last words name. */
function troubleIn({ output }: Ran): Trouble | undefined {
  const said = output.slice(-8192).toLowerCase()
  return words.find(([, signs]) => signs.some((sign) => said.includes(sign)))?.[0]
}

/** The last line a person can read, without what would move a terminal's cursor. */
function lastWords(output: string): string {
  const line = output
    .slice(-4096)
    .split('\n')
    .map((one) => one.replaceAll(/\p{Cc}/gu, ' ').trim())
    .findLast((one) => /\p{L}/u.test(one))
  return (line ?? '').slice(0, 200)
}
