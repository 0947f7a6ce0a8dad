/**
 * A time ran out. Closed letters open without the one who is missing only when there are two to compare;
 * otherwise the owner is asked, because opening one letter alone would help nobody.
 */
import { completePhase, handedInNow, pauseFor, phaseOf } from './machine-phases.ts'
import type { Advance, Step, TalkEvent, TalkState } from './types.ts'

export function timeOut(
  state: TalkState,
  event: Extract<TalkEvent, { type: 'time-out' }>,
): Advance {
  const { at } = event
  if (state.status !== 'open' || state.pending.length === 0) return late
  // It ran out while a turn came to wait for the owner.
  const timer = event.timer === 'talk' ? state.talkTimer : state.phaseTimer
  if (timer?.at === null) return late
  if (event.timer === 'talk') {
    return { ok: true, ...pauseFor(state, { kind: 'bound', what: 'minutes' }, at) }
  }
  if (event.turn !== state.turn) return late
  if (phaseOf(state).kind === 'sealed' && handedInNow(state).length >= 2) {
    const skipped: Step[] = state.pending.map(({ participant }) => ({
      kind: 'skipped',
      by: null,
      about: participant,
    }))
    const moved = completePhase({ ...state, pending: [] }, at)
    return { ok: true, state: moved.state, steps: [...skipped, ...moved.steps] }
  }
  return { ok: true, ...pauseFor(state, { kind: 'deadline', what: null }, at) }
}

const late: Advance = { ok: false, refusal: { code: 'late' } }
