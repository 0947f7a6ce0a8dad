/** What a seat is to hand in now, for the tools that tell it and for the form its owner fills in. */
import type { FieldName } from '../../contract/hand-ins.ts'
import { phaseOf, speakers } from './machine-phases.ts'
import type { TalkState } from './types.ts'

export interface AskedFields {
  /** The owner gave it the word: it may say what it has to say. */
  extra: boolean
  required: readonly FieldName[]
  optional: readonly FieldName[]
}

/** Null when nothing is asked of this seat, also while the talk is paused. */
export function askedFields(state: TalkState, participant: string): AskedFields | null {
  if (state.status !== 'open') return null
  const mine = speakers(state).find((one) => one.participant === participant)
  if (!mine) return null
  const { required, optional } = phaseOf(state)
  return mine.extra
    ? { extra: true, required: ['text'], optional: [] }
    : { extra: false, required, optional }
}
