/**
 * The rules of a talk as one function: a state and an event give the next state and what happened, or a
 * refusal. It knows no clock and does no I/O; the same events always give the same talk.
 */
import { handIn } from './machine-hand-in.ts'
import { hold, keepClocks, sendBack } from './machine-held.ts'
import { enterPhase, speakers } from './machine-phases.ts'
import { end, giveWord, more, pause, resume, skip, verdict } from './machine-owner.ts'
import { timeOut } from './machine-time-out.ts'
import { timer } from './timer.ts'
import type { Form } from './form.ts'
import type { Advance, Bounds, Seat, Step, TalkEvent, TalkState } from './types.ts'

/** A talk at its beginning. Seats are in the order in which they speak. */
export function beginTalk(
  form: Form,
  seats: readonly Seat[],
  bounds: Bounds,
  at: number,
): { state: TalkState; steps: Step[] } {
  const state: TalkState = {
    version: 1,
    form,
    seats,
    status: 'open',
    paused: null,
    phase: 0,
    round: 1,
    turn: 0,
    pending: [],
    since: at,
    bounds,
    used: { messages: 0, characters: 0 },
    compared: null,
    phaseTimer: null,
    talkTimer: timer(bounds.minutes, at),
    verdict: false,
    handIns: [],
  }
  return enterPhase(state, 0, at)
}

/** Applies one event. */
export function advance(state: TalkState, event: TalkEvent): Advance {
  const moved = apply(state, event)
  return moved.ok ? { ...moved, state: keepClocks(moved.state, event.at) } : moved
}

function apply(state: TalkState, event: TalkEvent): Advance {
  const afterEnd = event.type === 'verdict' || event.type === 'send-back'
  if (state.status === 'ended' && !afterEnd) return over
  switch (event.type) {
    case 'hand-in':
      return handIn(state, event)
    case 'time-out':
      return timeOut(state, event)
    case 'hold':
      return did({ state: hold(state, event), steps: [] })
    case 'send-back':
      return did({ state: sendBack(state, event), steps: [] })
    case 'pause':
      return state.status === 'paused' ? unchanged(state) : did(pause(state, event.at))
    case 'resume':
      return state.status === 'open' ? unchanged(state) : did(resume(state, event.at))
    case 'say':
      return did({ state, steps: [{ kind: 'owner', by: 'owner', text: event.text }] })
    case 'give-word':
      return giveWord(state, event.participant, event.at)
    case 'skip':
      return skip(state, event.participant, event.at)
    case 'more':
      return did(more(state, event))
    case 'end':
      return did(end(state, event.at))
    default:
      return state.verdict ? over : did(verdict(state, event))
  }
}

/** Who may hand in now. */
export const waitsFor = (state: TalkState): string[] =>
  speakers(state).map(({ participant }) => participant)

const over: Advance = { ok: false, refusal: { code: 'talk-over' } }
const did = (done: { state: TalkState; steps: Step[] }): Advance => ({ ok: true, ...done })
const unchanged = (state: TalkState): Advance => did({ state, steps: [] })
