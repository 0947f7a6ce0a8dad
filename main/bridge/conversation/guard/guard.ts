/**
 * The loop guard: two models left alone thank each other for ever. Within a thread it counts what
 * goes between models since the owner last spoke and pauses the thread at the bound; between a pair
 * it keeps to budgets of a minute, which renews itself, and of a day, which pauses the thread as well;
 * and it sends nothing twice in a row. A talk has bounds of its own, so its thread can be exempt.
 */
import { BridgeError } from '../../base/errors.ts'
import type { Clock } from '../../base/ports.ts'
import type { Store } from '../../store/types.ts'
import { messageId, threadId } from '../ids.ts'
import { ownerId } from '../participants.ts'
import { integer, integerOrNull, textOrNull } from '../rows.ts'
import { heldFrom } from '../threads/threads.ts'
import type { GuardBounds, Held } from '../threads/thread-types.ts'
import { createElapsed } from './elapsed.ts'
import type { Guard, GuardVerdict, Intended } from './guard-types.ts'
import { createLastWords } from './last-words.ts'
import { createPairUse, pairOf, type PairVerdict } from './pair-budgets.ts'
import { threadOfPair } from './pair-thread.ts'
import { primePairs } from './prime-pairs.ts'

export const unguarded: GuardBounds = {
  threadMessages: null,
  perMinute: null,
  charactersPerDay: null,
  refuseRepeats: false,
}

export function createGuard(deps: {
  store: Store
  clock: Clock
  bounds: () => GuardBounds
  /** A clock of the process that nobody can set. */
  steady?: () => number
}): Guard {
  const { store, clock, bounds, steady = () => performance.now() } = deps
  const use = createPairUse(createElapsed(clock.now, steady))
  const lastWords = createLastWords(store)
  let primed = false

  function judge({ from, to, text, thread }: Intended): GuardVerdict {
    const models = modelsIn(from, to)
    // What a model says to the owner alone is no loop; nor is what the owner says.
    if (models.length === 0) return uncounted
    const now = bounds()
    const state = thread === null ? fresh : threadState(store, thread)
    if (state.held !== null && thread !== null) return refuse(heldError(state.held, thread))
    if (state.exempt) return uncounted
    if (now.refuseRepeats) {
      const before = lastWords.repeated({ from, to, text, thread })
      if (before !== undefined) {
        return refuse(new BridgeError('message-repeated', { id: messageId(before) }))
      }
    }
    const overdrawn = judgePairs(from, models, text.length, now)
    const allowed =
      overdrawn?.budget === 'charactersPerDay' &&
      (state.unbounded || state.allowance >= text.length)
    if (overdrawn && !allowed) {
      const { budget, error, pair } = overdrawn
      if (budget === 'perMinute') return refuse(error)
      const asked = thread ?? threadOfPair(store, pair)
      return refuse(error, asked === null ? null : { thread: asked, heldFor: 'characters' })
    }
    const most = state.bound ?? now.threadMessages
    if (thread !== null && most !== null && !state.unbounded && state.run >= most) {
      return refuse(heldError('paused', thread), { thread, heldFor: 'messages' })
    }
    const beyond = overdrawn && !state.unbounded ? text.length : 0
    return { ok: true, counts: true, beyond }
  }

  function judgePairs(from: string, models: string[], characters: number, now: GuardBounds) {
    if (now.perMinute === null && now.charactersPerDay === null) return undefined
    if (!primed) primePairs(store, use, now, clock.now())
    primed = true
    for (const model of models) {
      const verdict = use.judge(pairOf(from, model), characters, now)
      const pair = [from, model] as const
      if (!verdict.ok) {
        return { pair, budget: verdict.budget, error: overdrawnError(pair, verdict) }
      }
    }
    return undefined
  }

  return {
    judge,
    sent(intended, seq, { counts, beyond }) {
      const { from, to, text } = intended
      // The owner's words may repeat themselves, and are no model's last ones.
      if (from === ownerId) return
      if (beyond > 0) {
        store
          .statement('UPDATE threads SET allowance = allowance - ? WHERE id = ?')
          .run(beyond, intended.thread)
      }
      const now = bounds()
      if (now.refuseRepeats) lastWords.sent(intended, seq)
      if (!counts || !primed) return
      for (const model of modelsIn(from, to)) use.count(pairOf(from, model), text.length, now)
    },
  }
}

const modelsIn = (from: string, to: readonly string[]): string[] =>
  from === ownerId ? [] : to.filter((recipient) => recipient !== ownerId)

interface ThreadState {
  run: number
  bound: number | null
  unbounded: boolean
  exempt: boolean
  held: Held | null
  /** Characters beyond the day's budget that the owner allowed here. */
  allowance: number
}

const fresh: ThreadState = {
  run: 0,
  bound: null,
  unbounded: false,
  exempt: false,
  held: null,
  allowance: 0,
}

function threadState(store: Store, thread: number): ThreadState {
  const row = store
    .statement('SELECT run, bound, unbounded, exempt, held, allowance FROM threads WHERE id = ?')
    .get(thread)
  if (!row) return fresh
  return {
    run: integer(row, 'run'),
    bound: integerOrNull(row, 'bound'),
    unbounded: integer(row, 'unbounded') === 1,
    exempt: integer(row, 'exempt') === 1,
    held: heldFrom(textOrNull(row, 'held')),
    allowance: integer(row, 'allowance'),
  }
}

const uncounted: GuardVerdict = { ok: true, counts: false, beyond: 0 }

const refuse = (
  error: BridgeError,
  pause: (GuardVerdict & { ok: false })['pause'] = null,
): GuardVerdict => ({ ok: false, error, pause })

const heldError = (held: Held, thread: number): BridgeError =>
  new BridgeError(held === 'paused' ? 'thread-paused' : 'thread-ended', {
    thread: threadId(thread),
  })

function overdrawnError(
  [a, b]: readonly [string, string],
  { budget, limit, retryAfter }: PairVerdict & { ok: false },
): BridgeError {
  const seconds = Math.ceil(retryAfter / 1000)
  return budget === 'perMinute'
    ? new BridgeError('pair-too-fast', { a, b, limit, seconds })
    : new BridgeError('pair-over-budget', { a, b, limit, hours: Math.ceil(seconds / 3600) })
}
