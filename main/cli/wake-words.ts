/** How the command line tells of a wake. */
import type { MethodResult } from '../contract.ts'

type Wake = MethodResult<'wake.log'>[number]

/** What came of it, in a word or two. */
export function outcomeWords({ outcome, error }: Pick<Wake, 'outcome' | 'error'>): string {
  if (outcome === null) return 'going on'
  return outcome === 'failed' && error !== null ? `failed (${error})` : outcomes[outcome]
}

const outcomes: Record<NonNullable<Wake['outcome']>, string> = {
  told: 'notified, no answer yet',
  answered: 'answered',
  'no-answer': 'no answer',
  done: 'answered',
  failed: 'failed',
  stopped: 'stopped',
  asked: 'left to you',
  interrupted: 'interrupted',
}

export const doorWords: Record<Wake['door'], string> = {
  event: 'by an event',
  codex: 'through its queue in Codex',
  'claude-code': 'in an open Claude Code',
  seat: 'by a program the bridge runs',
  owner: 'by you',
}

export const causeWords = ({ cause, about }: Pick<Wake, 'cause' | 'about'>): string =>
  cause === 'test' ? 'a test' : cause === 'turn' ? `its turn in ${about}` : `a letter in ${about}`
