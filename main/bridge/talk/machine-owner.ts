/** What the owner can do at any time: pause, go on, give the word, pass over, allow more, end. */
import {
  completePhase,
  enterPhase,
  openSeals,
  pauseFor,
  phaseOf,
  speakers,
  type Moved,
} from './machine-phases.ts'
import { lengthen, startTimer, stopTimer, timer } from './timer.ts'
import type { Advance, TalkEvent, TalkState } from './types.ts'

export const pause = (state: TalkState, at: number): Moved =>
  pauseFor(state, { kind: 'owner', what: null }, at)

/** Goes on. After a bound was reached, as far again as the form allows. */
export function resume(state: TalkState, at: number): Moved {
  const { paused, form } = state
  if (paused?.kind === 'bound' && paused.what !== null) {
    return more(state, { what: paused.what, amount: form.bounds[paused.what], at })
  }
  return goOn(state, at)
}

/** Raises a bound; a talk that was paused for it goes on. */
export function more(
  state: TalkState,
  { what, amount, at }: Pick<Extract<TalkEvent, { type: 'more' }>, 'what' | 'amount' | 'at'>,
): Moved {
  const raised: TalkState = {
    ...state,
    bounds: { ...state.bounds, [what]: state.bounds[what] + amount },
    talkTimer: what === 'minutes' ? lengthen(state.talkTimer, amount) : state.talkTimer,
  }
  const steps = [{ kind: 'more', by: 'owner', about: `${amount} ${what}` }] as const
  const { paused } = state
  if (paused?.kind !== 'bound' || paused.what !== what) return { state: raised, steps: [...steps] }
  const went = goOn(raised, at)
  return { state: went.state, steps: [...steps, ...went.steps] }
}

function goOn(state: TalkState, at: number): Moved {
  const phase = phaseOf(state)
  const open: TalkState = {
    ...state,
    status: 'open',
    paused: null,
    since: at,
    phaseTimer:
      state.phaseTimer &&
      (state.phaseTimer.left === 0 || state.paused?.kind !== 'owner'
        ? timer(phase.minutes, at)
        : startTimer(state.phaseTimer, at)),
    talkTimer: phase.kind === 'verdict' ? state.talkTimer : startTimer(state.talkTimer, at),
  }
  const resumed = { kind: 'resumed', by: 'owner' } as const
  // Paused between two rounds: the next one begins.
  if (phase.kind !== 'verdict' && open.pending.length === 0) {
    const next = enterPhase(
      { ...open, round: open.round + 1 },
      open.form.phases.findIndex(({ repeats }) => repeats),
      at,
    )
    return { state: next.state, steps: [resumed, ...next.steps] }
  }
  return { state: open, steps: [resumed] }
}

/** Whoever gets the word speaks next, also outside the form. */
export function giveWord(state: TalkState, participant: string, at: number): Advance {
  const refused = requireSeat(state, participant)
  if (refused) return refused
  const phase = phaseOf(state)
  if (phase.kind !== 'turns') {
    return wrong(
      'In this phase everybody speaks at the same time; the word can be given in turns only.',
    )
  }
  const held = boundPause(state)
  if (held) return held
  if (speakers(state)[0]?.participant === participant) {
    return wrong('They have the word already.')
  }
  const mine = state.pending.find((pending) => pending.participant === participant)
  const first = mine ?? { participant, extra: true }
  const pending = [first, ...state.pending.filter((other) => other !== mine)]
  return turnTo({ ...state, pending }, at, [{ kind: 'word', by: 'owner', about: participant }])
}

/** Passes over who has the turn, or over one who is named. */
export function skip(state: TalkState, who: string | undefined, at: number): Advance {
  if (who !== undefined) {
    const refused = requireSeat(state, who)
    if (refused) return refused
  }
  const held = boundPause(state)
  if (held) return held
  const [first] = speakers(state)
  const skipped =
    who === undefined ? first : state.pending.find(({ participant }) => participant === who)
  if (!skipped) return wrong('The talk does not wait for them.')
  const pending = state.pending.filter((other) => other !== skipped)
  const steps = [{ kind: 'skipped', by: 'owner', about: skipped.participant }] as const
  if (pending.length > 0) return turnTo({ ...state, pending }, at, [...steps])
  const going = running(state, at)
  const moved = completePhase({ ...going, pending }, at)
  return still(state, at, moved, [...steps])
}

/** Ends it without a verdict; closed letters are opened, for nobody can be led by them any more. */
export function end(state: TalkState, at: number): Moved {
  const opened = openSeals(state)
  return {
    state: {
      ...opened.state,
      status: 'ended',
      paused: null,
      pending: [],
      since: at,
      phaseTimer: null,
      talkTimer: stopTimer(state.talkTimer, at),
    },
    steps: [...opened.steps, { kind: 'ended', by: 'owner' }],
  }
}

export function verdict(
  state: TalkState,
  { text, at }: Extract<TalkEvent, { type: 'verdict' }>,
): Moved {
  const said = { kind: 'verdict', by: 'owner', text } as const
  if (state.status === 'ended') return { state: { ...state, verdict: true }, steps: [said] }
  const ended = end(state, at)
  const [last, ...opened] = ended.steps.toReversed()
  return {
    state: { ...ended.state, verdict: true },
    steps: [...opened.toReversed(), said, ...(last ? [last] : [])],
  }
}

/** The same phase with somebody else's turn; one that waited too long goes on by it. */
function turnTo(state: TalkState, at: number, steps: Moved['steps']): Advance {
  const going = running(state, at)
  const moved = {
    state: {
      ...going,
      turn: phaseOf(state).kind === 'turns' ? going.turn + 1 : going.turn,
      since: at,
      phaseTimer: timer(phaseOf(state).minutes, at),
    },
    steps: [],
  }
  return still(state, at, moved, steps)
}

/** As if it were not paused, to be paused again by `still` when the owner had paused it. */
const running = (state: TalkState, at: number): TalkState =>
  state.status === 'paused'
    ? { ...state, status: 'open', paused: null, talkTimer: startTimer(state.talkTimer, at) }
    : state

function still(before: TalkState, at: number, moved: Moved, steps: Moved['steps']): Advance {
  const all = [...steps, ...moved.steps]
  if (before.paused?.kind !== 'owner' || moved.state.status !== 'open') {
    return { ok: true, state: moved.state, steps: all }
  }
  return { ok: true, state: pauseFor(moved.state, before.paused, at).state, steps: all }
}

const boundPause = ({ paused }: TalkState): Advance | undefined =>
  paused?.kind === 'bound' ? { ok: false, refusal: { code: 'talk-paused', paused } } : undefined

function requireSeat({ seats }: TalkState, participant: string): Advance | undefined {
  if (seats.some((seat) => seat.participant === participant)) return undefined
  return wrong(`${participant} has no seat in this talk.`)
}

const wrong = (problem: string): Advance => ({
  ok: false,
  refusal: { code: 'invalid-input', problem },
})
