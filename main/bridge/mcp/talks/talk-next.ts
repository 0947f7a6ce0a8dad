/** The one sentence that ends every answer about a talk: the exact call to make next. */
import { localTime } from '../../base/local-time.ts'
import { askedFields } from '../../talk/asked.ts'
import { isHeldFor, waitsForRelease } from '../../talk/machine-held.ts'
import { phaseOf, speakers } from '../../talk/machine-phases.ts'
import { nudgeFor } from '../../talk/bring-back.ts'
import { pausedWords } from '../../talk/refusals.ts'
import type { Talk } from '../../talk/talk-types.ts'
import type { Presence } from '../../presence/types.ts'

/** What is asked of a seat that has the turn. */
export interface Asked {
  ask: string
  required: string[]
  optional: string[]
}

/** Null also while what it handed in waits for the owner. */
export function askedOf(talk: Talk, participant: string): Asked | null {
  if (isHeldFor(talk.state, participant)) return null
  const fields = askedFields(talk.state, participant)
  if (!fields) return null
  const { extra, required, optional } = fields
  const needs = (name: string) => (name === 'decision' ? ['decision', 'reason'] : [name])
  return {
    ask: extra
      ? 'The owner gives you the word: say in text what you have to say now.'
      : phaseOf(talk.state).ask,
    required: required.flatMap(needs),
    optional: [...optional.flatMap(needs), ...(required.includes('decision') ? ['evidence'] : [])],
  }
}

/**
 * `isRun`: the caller is run by the bridge for one turn, and again for the next. `isTold`: an event tells it of its
 * next turn. `held`: what it handed in waits for the owner.
 */
export function nextCall(
  talk: Talk,
  asked: Asked | null,
  {
    presence,
    writes,
    isRun = false,
    isTold = () => false,
    held = false,
  }: {
    presence: Pick<Presence, 'of'>
    writes: boolean
    isRun?: boolean
    isTold?: (() => boolean) | undefined
    held?: boolean
  },
): string {
  const { id, state } = talk
  const last = talk.steps.at(-1)?.number ?? 0
  const watch = `call watch_talk with talk: "${id}", after: ${last}`
  if (state.status === 'ended') {
    return 'Next: nothing more to call. Tell the person you work for how the talk ended.'
  }
  if (isRun && (state.status === 'paused' || !asked)) {
    return 'Next: nothing more to call. End here: you are started again when it is your turn.'
  }
  if (state.status === 'paused') {
    const why = state.paused ? pausedWords(state.paused) : 'the owner paused it'
    return `Next: the talk is paused (${why}); nothing is lost. Tell the person you work for, and ${watch} to wait until it goes on.`
  }
  if (held) {
    return `Next: your turn waits for the owner, and the clock of the talk stands; hand nothing in again. Tell the person you work for that it waits for them in Drawbridge, then ${watch} to wait until the talk goes on.`
  }
  if (asked && !writes) {
    return `Next: this client may read and not write, so take_turn is closed to you. Write out ${asked.required.join(', ')} for the person you work for, and ask them to paste it on the page of talk ${id} in Drawbridge. Once they have, ${watch}.`
  }
  if (asked) {
    const also =
      asked.optional.length === 0 ? '' : ` (and, if you have it, ${asked.optional.join(', ')})`
    return `Next: call take_turn with talk: "${id}", turn: ${state.turn}, ${asked.required.join(', ')}${also}.`
  }
  if (phaseOf(state).kind === 'verdict') {
    return `Next: nothing more is asked of you. Tell the person you work for that the talk is ready for their verdict in Drawbridge; to wait for it, ${watch}.`
  }
  if (isTold()) {
    return 'Next: nothing more to call now. You may end here: an event tells you when it is your turn.'
  }
  if (waitsForRelease(state)) {
    return `Next: the talk waits for its owner, and its clock stands. ${watch.replace('call', 'Call')} to wait until it is your turn, or tell the person you work for that it waits for them in Drawbridge.`
  }
  return `Next: ${watch} to wait until it is your turn.${away(talk, presence)}`
}

/** That somebody is not here, with the line the person can paste; nothing when all are. */
function away(talk: Talk, presence: Pick<Presence, 'of'>): string {
  const gone = speakers(talk.state)
    .map(({ participant }) => ({ participant, here: presence.of(participant) }))
    .find(({ here }) => here.state === 'away')
  if (!gone) return ''
  const { line } = nudgeFor(talk, gone.participant, gone.here)
  const seen =
    gone.here.lastSeen === null
      ? 'has never called'
      : `has not called since ${localTime(new Date(gone.here.lastSeen).toISOString())}`
  return ` The seat it waits for ${seen}: tell the person you work for that they can bring it here by pasting into its app: ${line}`
}
