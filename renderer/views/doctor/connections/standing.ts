/** How far a client came, in one sentence; only from what its ladder says. */
import type { MethodResult } from '../../../../main/contract.ts'
import type { MarkState } from '../../../components/StatusMark.tsx'
import { doctorStrings } from '../../../strings/doctor.ts'

export type Ladder = MethodResult<'doctor.ladders'>[number]
export type Rung = Ladder['rungs'][number]

export interface Standing {
  mark: MarkState
  sentence: string
  /** Rungs behind it, of those it has to climb. */
  done: number
  all: number
}

const words = doctorStrings.connections

export function standingOf({ rungs, verdict }: Ladder): Standing {
  const needed = rungs.filter(({ state }) => state !== 'not-needed')
  const done = needed.filter(({ state }) => state === 'done').length
  const count = { done, all: needed.length }
  if (verdict && isEnded(verdict)) return { ...count, mark: 'off', sentence: verdict.sentence }
  const next =
    needed.find(({ state }) => state === 'failed') ??
    // Nothing may have happened yet that it could be woken for.
    needed.find(({ id, state }) => state === 'not-yet' && id !== 'woken')
  if (!next) {
    return verdict
      ? { ...count, mark: 'attention', sentence: words.troubled }
      : { ...count, mark: 'ok', sentence: words.across }
  }
  if (next.state === 'failed') {
    return { ...count, mark: 'failed', sentence: words.failed(next.title) }
  }
  if (verdict) return { ...count, mark: 'failed', sentence: words.stopped(next.title) }
  return { ...count, mark: 'working', sentence: words.onItsWay(next.title) }
}

/** The owner ended its access: that it is refused is as it should be. */
export const isEnded = ({ code }: NonNullable<Ladder['verdict']>): boolean =>
  code === 'client-revoked'

const isTroubled = ({ verdict }: Ladder): boolean => verdict !== null && !isEnded(verdict)

/** Those in trouble first, then whoever called last. */
export const inOrder = (ladders: readonly Ladder[]): Ladder[] =>
  ladders.toSorted(
    (a, b) => Number(isTroubled(b)) - Number(isTroubled(a)) || b.lastAt.localeCompare(a.lastAt),
  )
