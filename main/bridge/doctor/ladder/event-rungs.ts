/**
 * The rungs of a client that wants to be woken by events: it subscribed, its callback proved itself, it took the first
 * event. Whoever never subscribes has none of them, and nothing is wrong with that.
 */
import { problem } from '../../explain/problem.ts'
import { nameOf } from './marks.ts'
import { eventRungIds, type EventRungId } from './rungs.ts'
import { isDone, type LadderState } from './state.ts'

/** What became of a delivery; `failures`: in a row, this one included. */
export interface Delivered {
  event: string
  status: number | null
  outcome: string
  failures: number
}

/** A single failure is usual: a subscriber is often not ready for its first event. */
const failuresInARow = 2

/** It subscribed; `refusal`: why its callback did not prove itself. False when nothing is new. */
export function subscribed(ladder: LadderState, refusal: string | null, now: number): boolean {
  const request = 'POST /mcp events/subscribe'
  if (refusal !== null) {
    done(ladder, 'subscribed', now, request)
    const found = problem('wake-unproved', { client: nameOf(ladder), words: refusal })
    const fault = { rung: 'verified', problem: found, words: refusal } as const
    return fail(ladder, fault, now, 'POST callback: the challenge')
  }
  const news = [done(ladder, 'subscribed', now, request), done(ladder, 'verified', now, null)]
  // Subscribing again lets deliveries begin anew.
  if (ladder.rungs.woken?.state === 'failed') delete ladder.rungs.woken
  const mended = ladder.eventFault !== null
  ladder.eventFault = null
  return mended || news.includes(true)
}

/** An event was sent to it. False when nothing is new. */
export function delivered(ladder: LadderState, sent: Delivered, now: number): boolean {
  const { event, status, outcome, failures } = sent
  const request = `POST callback ${event} → ${status ?? 'no answer'}`
  if (failures === 0) {
    const mended = ladder.eventFault?.rung === 'woken'
    if (mended) ladder.eventFault = null
    return done(ladder, 'woken', now, request) || mended
  }
  if (failures < failuresInARow) return false
  const found = problem('wake-failing', { client: nameOf(ladder), outcome })
  return fail(ladder, { rung: 'woken', problem: found, words: outcome }, now, request)
}

/** It has no subscription any more. */
export function unsubscribed(ladder: LadderState): boolean {
  const had = ladder.eventFault !== null || eventRungIds.some((rung) => ladder.rungs[rung])
  for (const rung of eventRungIds) delete ladder.rungs[rung]
  ladder.eventFault = null
  return had
}

function done(ladder: LadderState, rung: EventRungId, at: number, request: string | null): boolean {
  if (isDone(ladder, rung)) return false
  ladder.rungs[rung] = { state: 'done', at, request }
  return true
}

function fail(
  ladder: LadderState,
  fault: NonNullable<LadderState['eventFault']>,
  at: number,
  request: string,
): boolean {
  const known = ladder.eventFault?.problem.sentence === fault.problem.sentence
  ladder.rungs[fault.rung] = { state: 'failed', at, request }
  ladder.eventFault = fault
  return !known
}
