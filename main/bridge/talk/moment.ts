/** A talk at one moment, as far as it concerns who has to be told. */
import { waitsFor } from './machine.ts'
import { isHeldFor } from './machine-held.ts'
import type { TalkState } from './types.ts'

export interface TalkMoment {
  thread: number
  id: string
  turn: number
  state: TalkState['status']
  /** Who may hand in now, and has not handed in what the owner holds. */
  waitsFor: readonly string[]
  seats: readonly string[]
}

export const momentOf = (id: string, thread: number, state: TalkState): TalkMoment => ({
  thread,
  id,
  turn: state.turn,
  state: state.status,
  waitsFor: waitsFor(state).filter((participant) => !isHeldFor(state, participant)),
  seats: state.seats.map(({ participant }) => participant),
})
