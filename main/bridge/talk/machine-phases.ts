/** Going from one phase to the next: who is asked, when closed letters open, what is repeated. */
import { compareAnswers } from './agreement.ts'
import type { Phase } from './form.ts'
import { startTimer, stopTimer, timer } from './timer.ts'
import type { HandIn, Pending, Step, TalkState } from './types.ts'

export interface Moved {
  state: TalkState
  steps: Step[]
}

export const phaseOf = (state: TalkState): Phase => {
  const phase = state.form.phases[state.phase]
  if (!phase) throw new RangeError(`the form has no phase ${state.phase}`)
  return phase
}

/** Who may hand in now: in turns the first of those who are still to speak, otherwise all of them. */
export const speakers = (state: TalkState): readonly Pending[] =>
  state.status === 'ended'
    ? []
    : phaseOf(state).kind === 'turns'
      ? state.pending.slice(0, 1)
      : state.pending

/** What was handed in in the phase and round that are on. */
export const handedInNow = ({ handIns, form, phase, round }: TalkState): HandIn[] =>
  handIns.filter(
    (handIn) => !handIn.extra && handIn.phase === form.phases[phase]?.id && handIn.round === round,
  )

/** Begins a phase, passing over one that is not needed. */
export function enterPhase(state: TalkState, index: number, at: number): Moved {
  const phase = state.form.phases[index]
  if (!phase) throw new RangeError(`the form has no phase ${index}`)
  if (phase.onlyWhenUnclear && state.compared !== 'unclear') return enterPhase(state, index + 1, at)
  const verdict = phase.kind === 'verdict'
  const pending = verdict
    ? []
    : state.seats
        .filter(({ role }) => phase.who === 'all' || role === phase.who)
        .map(({ participant }) => ({ participant, extra: false }))
  return {
    state: {
      ...state,
      phase: index,
      pending,
      turn: state.turn + 1,
      since: at,
      phaseTimer: verdict ? null : timer(phase.minutes, at),
      // The owner may take as long as they like.
      talkTimer: verdict ? stopTimer(state.talkTimer, at) : startTimer(state.talkTimer, at),
    },
    steps: [{ kind: 'phase', by: null, about: phase.title }],
  }
}

/** The phase is over: all are in, or the rest was passed over. */
export function completePhase(before: TalkState, at: number): Moved {
  const phase = phaseOf(before)
  const { state: opened, steps } = openSeals(before)
  const { state, steps: found } = settle(opened, phase)
  const next = nextPhase(state, phase)
  if (next === 'ask') {
    const paused = pauseFor({ ...state, pending: [] }, { kind: 'bound', what: 'rounds' }, at)
    return { state: paused.state, steps: [...steps, ...found, ...paused.steps] }
  }
  const entered = enterPhase({ ...state, round: next.round }, next.index, at)
  return { state: entered.state, steps: [...steps, ...found, ...entered.steps] }
}

/** Opens every closed letter, in the order of the aliases, which tells nothing. */
export function openSeals(state: TalkState): Moved {
  const aliasOf = new Map(state.seats.map(({ participant, alias }) => [participant, alias]))
  const closed = state.handIns
    .filter(({ sealed }) => sealed)
    .toSorted((a, b) =>
      (aliasOf.get(a.participant) ?? '') < (aliasOf.get(b.participant) ?? '') ? -1 : 1,
    )
  return {
    state: { ...state, handIns: state.handIns.map((one) => ({ ...one, sealed: false })) },
    steps: closed.map(({ number, participant }) => ({
      kind: 'opened',
      by: participant,
      handIn: number,
    })),
  }
}

/** Stops the clocks and says why. */
export function pauseFor(
  state: TalkState,
  paused: NonNullable<TalkState['paused']>,
  at: number,
): Moved {
  return {
    state: {
      ...state,
      status: 'paused',
      paused,
      phaseTimer: state.phaseTimer && stopTimer(state.phaseTimer, at),
      talkTimer: stopTimer(state.talkTimer, at),
    },
    steps: [
      { kind: 'paused', by: paused.kind === 'owner' ? 'owner' : null, about: reasonOf(paused) },
    ],
  }
}

const reasonOf = ({ kind, what }: NonNullable<TalkState['paused']>): string =>
  kind === 'bound'
    ? `its ${what} are used up`
    : kind === 'deadline'
      ? 'waited too long'
      : 'the owner'

/** What the answers of this phase say about agreement. */
function settle(state: TalkState, phase: Phase): Moved {
  const handed = handedInNow(state)
  const agreed: Step[] = [{ kind: 'agreed', by: null }]
  if (phase.compares) {
    const answers = handed.map(({ content }) => content?.answer ?? '')
    // One answer agrees with nobody.
    const compared = answers.length < 2 ? 'unclear' : compareAnswers(answers)
    return { state: { ...state, compared }, steps: compared === 'same' ? agreed : [] }
  }
  if (phase.onlyWhenUnclear) {
    const yes = handed.length === state.seats.length && handed.every(({ content }) => content?.same)
    return {
      state: { ...state, compared: yes ? 'same' : 'different' },
      steps: yes ? agreed : [],
    }
  }
  return { state, steps: [] }
}

function nextPhase(state: TalkState, phase: Phase): { index: number; round: number } | 'ask' {
  const { phases, afterLastRound } = state.form
  const verdict = phases.length - 1
  if (state.compared === 'same' && (phase.compares || phase.onlyWhenUnclear)) {
    return { index: verdict, round: state.round }
  }
  const after = { index: state.phase + 1, round: state.round }
  if (!phase.repeats) return after
  const behind = phases.findIndex((other, index) => index > state.phase && !other.repeats)
  if (isSettled(state)) return { index: behind, round: state.round }
  if (behind !== state.phase + 1) return after
  if (state.round < state.bounds.rounds) {
    return { index: phases.findIndex(({ repeats }) => repeats), round: state.round + 1 }
  }
  return afterLastRound === 'ask' ? 'ask' : after
}

/** Every reviewer accepts, or everybody says it is done. */
function isSettled(state: TalkState): boolean {
  const phase = phaseOf(state)
  const handed = handedInNow(state)
  if (handed.length === 0) return false
  if (phase.required.includes('accept')) return handed.every(({ content }) => content?.accept)
  if (phase.required.includes('done')) {
    return handed.length === state.seats.length && handed.every(({ content }) => content?.done)
  }
  return false
}
