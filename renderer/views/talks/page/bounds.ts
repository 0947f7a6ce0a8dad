/** How much more of a bound the owner gives by one press. */
import type { Bound } from '../shapes.ts'

export const amounts: Record<Bound, number> = {
  rounds: 1,
  messages: 20,
  minutes: 30,
  characters: 20_000,
}

export const boundKinds = ['rounds', 'messages', 'minutes', 'characters'] as const satisfies Bound[]
