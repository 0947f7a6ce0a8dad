/** What the machine refuses, as errors of the catalogue. */
import { BridgeError } from '../base/errors.ts'
import type { Paused, Refusal } from './types.ts'

/** `names`: how the waited-for are called to whoever is refused. */
export function refusalError(
  refusal: Exclude<Refusal, { code: 'late' }>,
  talk: string,
  names: (participants: readonly string[]) => string,
): BridgeError {
  switch (refusal.code) {
    case 'not-your-turn':
      return new BridgeError('not-your-turn', { talk, waits: names(refusal.waitsFor) })
    case 'talk-paused':
      return new BridgeError('talk-paused', { talk, reason: pausedWords(refusal.paused) })
    case 'talk-over':
      return new BridgeError('talk-over', { talk })
    default:
      return new BridgeError('invalid-input', { problem: refusal.problem })
  }
}

/** Why a talk is paused, as the end of a sentence. */
export function pausedWords({ kind, what }: Paused): string {
  if (kind === 'owner') return 'the owner paused it'
  if (kind === 'deadline') return 'it waited too long for an answer'
  return `the ${what ?? 'bound'} it was given are used up, and the owner decides whether it goes on`
}
