/**
 * A turn that was handed in and waits for the owner. Nobody else hears of it, and the clocks stand: the owner
 * may be away, and time must not take a turn from a seat that took it.
 */
import { phaseOf, speakers } from './machine-phases.ts'
import { startTimer, stopTimer, timer } from './timer.ts'
import type { TalkEvent, TalkState } from './types.ts'

export const hold = (
  state: TalkState,
  { item, participant, turn = state.turn }: Extract<TalkEvent, { type: 'hold' }>,
): TalkState => ({
  ...state,
  held: [...(state.held ?? []).filter((one) => one.item !== item), { item, participant, turn }],
})

/** Whose turn comes back has to begin again, and gets the whole time of the phase for it. */
export function sendBack(
  state: TalkState,
  { item, at }: Extract<TalkEvent, { type: 'send-back' }>,
): TalkState {
  const held = (state.held ?? []).filter((one) => one.item !== item)
  const counted = heldNow(state).some((one) => one.item === item)
  if (!counted || state.phaseTimer === null) return { ...state, held }
  const again = timer(phaseOf(state).minutes, at)
  const phaseTimer = state.status === 'open' ? again : stopTimer(again, at)
  return { ...state, held, phaseTimer }
}

/** The turns that are on and wait for the owner. */
const heldNow = (state: TalkState) => {
  const asked = speakers(state).map(({ participant }) => participant)
  return (state.held ?? []).filter(
    ({ participant, turn }) => turn === state.turn && asked.includes(participant),
  )
}

/** Whether this seat has handed in what the owner has yet to let through. */
export const isHeldFor = (state: TalkState, participant: string): boolean =>
  heldNow(state).some((one) => one.participant === participant)

/** Whether the talk waits for the owner because of what a seat handed in. */
export const waitsForRelease = (state: TalkState): boolean => heldNow(state).length > 0

/** After every event: forgets turns that are over, and stops or starts the clocks accordingly. */
export function keepClocks(state: TalkState, at: number): TalkState {
  if (state.held === undefined) return state
  const held = state.held.filter(({ turn }) => turn === state.turn)
  const kept = { ...state, held }
  if (state.status !== 'open' || state.pending.length === 0) return kept
  const move = heldNow(kept).length > 0 ? stopTimer : startTimer
  return {
    ...kept,
    phaseTimer: kept.phaseTimer && move(kept.phaseTimer, at),
    talkTimer: move(kept.talkTimer, at),
  }
}
