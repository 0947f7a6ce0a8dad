/** A ladder as the owner sees it. */
import type { z } from 'zod'
import type { ladderSchema } from '../../../contract/doctor.ts'
import { nameOf } from './marks.ts'
import type { Problem } from '../../explain/problem.ts'
import { eventRungIds, eventRungTitles, rungIds, rungTitles } from './rungs.ts'
import type { LadderState } from './state.ts'

export type Ladder = z.infer<typeof ladderSchema>

export function shownLadder(ladder: LadderState, verdict: Problem | null): Ladder {
  const { id, clientId, vendor, origin } = ladder
  const subscribes = eventRungIds.some((rung) => ladder.rungs[rung])
  return {
    id,
    name: nameOf(ladder),
    clientId,
    vendor,
    origin,
    firstAt: new Date(ladder.firstAt).toISOString(),
    lastAt: new Date(ladder.lastAt).toISOString(),
    rungs: [
      ...shownRungs(ladder, rungIds),
      ...(subscribes ? shownRungs(ladder, eventRungIds) : []),
    ],
    verdict,
    refreshedAt: ladder.refreshedAt === null ? null : new Date(ladder.refreshedAt).toISOString(),
  }
}

const titles = { ...rungTitles, ...eventRungTitles }

function shownRungs(ladder: LadderState, ids: readonly (keyof typeof titles)[]): Ladder['rungs'] {
  const furthest = ids.findLastIndex((rung) => ladder.rungs[rung] !== undefined)
  return ids.map((rung, index) => {
    const reached = ladder.rungs[rung]
    return {
      id: rung,
      title: titles[rung],
      // What was passed over on the way up was not needed: tools, where it knew them already.
      state: reached?.state ?? (index < furthest ? 'not-needed' : 'not-yet'),
      at: reached ? new Date(reached.at).toISOString() : null,
      request: reached?.request ?? null,
    }
  })
}
