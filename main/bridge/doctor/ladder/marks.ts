/** What is marked on a ladder: a rung that was reached, what the owner did, a call with a good token. */
import { problem } from '../../explain/problem.ts'
import { familyById } from '../../vendors/user-agents.ts'
import { rungIds, type RungId } from './rungs.ts'
import { isDone, type LadderState } from './state.ts'

export function reach(ladder: LadderState, rung: RungId, at: number, request: string | null): void {
  ladder.rungs[rung] = { state: 'done', at, request }
  mend(ladder, rung)
}

/** Whatever was wrong at this rung or below it is over. */
export function mend(ladder: LadderState, rung: RungId): void {
  const wrong = ladder.fault?.rung ?? null
  if (wrong === null || rungIds.indexOf(wrong) <= rungIds.indexOf(rung)) ladder.fault = null
}

/** What the owner decided about its sign-in. */
export function decided(ladder: LadderState, approved: boolean, now: number): void {
  if (isDone(ladder, 'approved')) return
  const asked = ladder.rungs.authorized?.at
  ladder.approvalTookMs = asked === undefined ? null : now - asked
  if (approved) return reach(ladder, 'approved', now, null)
  ladder.rungs.approved = { state: 'failed', at: now, request: null }
  const found = problem('client-denied', { client: nameOf(ladder) })
  ladder.fault = { rung: 'approved', at: now, problem: found }
}

/** The owner has ended its access. */
export function revoked(ladder: LadderState, now: number): void {
  ladder.revokedAt = now
  ladder.fault = null
  ladder.refusedTokens = 0
}

/** A call with a good token: it settles whatever the client did before. */
export function called(ladder: LadderState, method: string, ok: boolean, now: number): void {
  ladder.lastAt = now
  ladder.foundMcp = true
  ladder.wrongPath = null
  ladder.revokedAt = null
  ladder.streamProbes = 0
  ladder.registrations = []
  ladder.refreshes = []
  ladder.refusedTokens = 0
  ladder.slow = null
  const request = `POST /mcp ${method}`
  // A token proves the steps that lead to it, also where nobody watched them.
  for (const rung of rungIds.slice(0, rungIds.indexOf('called'))) {
    if (rung !== 'metadata') ladder.rungs[rung] = doneOr(ladder.rungs[rung], now)
  }
  if (!isDone(ladder, 'called')) reach(ladder, 'called', now, request)
  ladder.fault = null
  if (ok && method === 'tools/list' && !isDone(ladder, 'listed')) {
    reach(ladder, 'listed', now, request)
  }
  if (ok && method === 'tools/call') reach(ladder, 'used', now, request)
}

const doneOr = (rung: LadderState['rungs'][RungId], at: number) =>
  rung?.state === 'done' ? rung : { state: 'done' as const, at, request: null }

/** What it is called until it says its own name. */
export const nameOf = ({ name, agent }: Pick<LadderState, 'name' | 'agent'>): string =>
  name ?? familyById(agent)?.name ?? `A program made with ${agent}`
