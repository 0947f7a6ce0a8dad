/** What a seat that waits has to hear of at once. Everything else it reads when it has the turn. */
import { waitsFor } from './machine.ts'
import { isHeldFor } from './machine-held.ts'
import { phaseOf } from './machine-phases.ts'
import type { Talk } from './talk-types.ts'

/** Its turn, the owner's word, a pause, the end; or that nothing more is asked of it. */
export function isNewsFor({ state, steps }: Talk, participant: string, after: number): boolean {
  if (state.status === 'ended') return true
  // What it handed in waits for the owner: until they decide there is nothing for it to do.
  const asked = waitsFor(state).includes(participant) && !isHeldFor(state, participant)
  if (state.status === 'open' && asked) return true
  const later = steps.filter(({ number }) => number > after)
  if (later.some(({ kind }) => kind === 'owner' || kind === 'paused')) return true
  return phaseOf(state).kind === 'verdict' && later.some(({ kind }) => kind === 'phase')
}
