/** What is wrong with a ladder as it stands at a moment: the refused request, or a known pattern. */
import type { ErrorCode, ErrorDetails } from '../../base/errors.ts'
import { clockTime } from '../../base/local-time.ts'
import { clockOffMs, clockWords } from '../system/clock-words.ts'
import { nameOf } from './marks.ts'
import { problem, type Problem } from '../../explain/problem.ts'
import type { RungId } from './rungs.ts'
import { isConnected, isDone, refreshLoop, type LadderState } from './state.ts'

const seconds = 1_000
const minutes = 60 * seconds

/** Silence that is longer than a client on its way needs. */
const patience = {
  challenged: 1 * minutes,
  metadata: 2 * minutes,
  identified: 2 * minutes,
  approved: 1 * minutes,
  returned: 1 * minutes,
  exchanged: 2 * minutes,
  slow: 1 * minutes,
} as const

const approvalMs = 10 * minutes
const slowApprovalMs = 4 * minutes
const registeredOften = { times: 3, withinMs: 30 * minutes }
const refusedOften = 3
const probesOften = 2

export interface Around {
  now: number
  mcpUrl: string
  /** How far the clock of this computer is off, when that is known. Asked only on suspicion. */
  clockOffsetMs: () => number | null
  /** Whether a sign-in of this client waits for the owner. */
  waits: (clientId: string | null) => boolean
  /** Whether a client of this program's family is connected. */
  works: (agent: string) => boolean
}

/** Null when it is connected, or still on its way. */
export function verdictOn(ladder: LadderState, around: Around): Problem | null {
  const { now } = around
  const client = nameOf(ladder)
  const say = (code: ErrorCode, details: ErrorDetails = {}) => problem(code, { client, ...details })

  const wrongClock = () => {
    const offset = around.clockOffsetMs() ?? 0
    return Math.abs(offset) > clockOffMs ? problem('clock-wrong', clockWords(offset)) : null
  }

  const { revokedAt, fault } = ladder
  if (revokedAt !== null && (fault === null || fault.at < revokedAt)) {
    return say('client-revoked', { time: clockTime(new Date(revokedAt).toISOString(), now) })
  }
  const { length: times } = recent(ladder.refreshes, now, refreshLoop.withinMs)
  if (times >= refreshLoop.times) {
    const within = refreshLoop.withinMs / minutes
    return wrongClock() ?? say('client-refresh-loop', { times, minutes: within })
  }
  if (ladder.refusedTokens >= refusedOften) {
    return wrongClock() ?? say('client-token-refused', { times: ladder.refusedTokens })
  }
  if (fault) return fault.problem
  if (isConnected(ladder)) return ladder.eventFault?.problem ?? null
  return slowness(ladder, now, say) ?? silence(ladder, around, say)
}

type Say = (code: ErrorCode, details?: ErrorDetails) => Problem

/** The furthest rung of this attempt, and how long nothing has followed. */
function silence(ladder: LadderState, around: Around, say: Say): Problem | null {
  const { now } = around
  const quiet = (rung: RungId, ms: number) => now - (ladder.rungs[rung]?.at ?? now) > ms
  if (isDone(ladder, 'exchanged')) {
    if (ladder.streamProbes >= probesOften) return say('client-sse-only')
    return quiet('exchanged', patience.exchanged) ? say('client-token-unused') : null
  }
  if (isDone(ladder, 'returned')) {
    if (!quiet('returned', patience.returned)) return null
    const took = ladder.approvalTookMs ?? 0
    return took > slowApprovalMs
      ? say('approval-too-slow', { minutes: Math.round(took / minutes) })
      : say('client-code-unused')
  }
  if (isDone(ladder, 'approved')) {
    return quiet('approved', patience.approved) ? say('client-browser-gone') : null
  }
  if (isDone(ladder, 'authorized')) {
    const over = quiet('authorized', approvalMs) && !around.waits(ladder.clientId)
    return over ? problem('approval-expired') : null
  }
  const { length: times } = recent(ladder.registrations, now, registeredOften.withinMs)
  if (times >= registeredOften.times) return say('client-registers-again', { times })
  if (isDone(ladder, 'identified')) {
    return quiet('identified', patience.identified) ? say('client-registered-only') : null
  }
  // Some try further addresses after their own was refused; what they typed is wrong all the same.
  if (ladder.wrongPath !== null && !ladder.foundMcp) {
    const asked = `${ladder.origin ?? ''}${ladder.wrongPath}`
    return problem('client-wrong-path', { asked, address: around.mcpUrl })
  }
  // A program that works looks around without its token at each start (Codex), or to list its servers.
  if (ladder.clientId === null && around.works(ladder.agent)) return null
  if (isDone(ladder, 'metadata')) {
    return now - ladder.lastAt > patience.metadata ? say('client-metadata-only') : null
  }
  if (ladder.streamProbes >= probesOften) return say('client-sse-only')
  if (!ladder.foundMcp) return null
  return now - ladder.lastAt > patience.challenged ? say('client-ignores-sign-in') : null
}

/** An answer came too late, and nothing has followed it. */
function slowness({ slow }: LadderState, now: number, say: Say): Problem | null {
  if (!slow || now - slow.at < patience.slow) return null
  return say('client-deadline-exceeded', {
    request: slow.request,
    seconds: Math.round(slow.tookMs / seconds),
    deadline: slow.deadlineMs / seconds,
  })
}

const recent = (times: readonly number[], now: number, withinMs: number): number[] =>
  times.filter((at) => now - at <= withinMs)
