/** What one request changes on the ladder of the client that sent it. */
import type { ErrorCode, ErrorDetails } from '../../base/errors.ts'
import type { ObservedRequest } from '../../traffic/observed-request.ts'
import { problem, problemShown, type Problem } from '../../explain/problem.ts'
import { patienceFor, requestLine, type Step } from './requests.ts'
import { decided, mend, nameOf, reach } from './marks.ts'
import { signInRungs, type RungId } from './rungs.ts'
import { isDone, withTime, type LadderState } from './state.ts'

/** What the words of a finding name. */
export interface Known {
  /** The address of the bridge for clients. */
  mcpUrl: string
  /** Was one of the bridge's addresses, and is not any more. */
  wasOurs: (host: string) => boolean
}

/** Codes of one sign-in are good for a minute (RFC 6749 §4.1.2 asks for little). */
const codeMs = 60_000

/** One request as its step sees it. */
interface Seen {
  ladder: LadderState
  observed: ObservedRequest
  now: number
  known: Known
  /** It was answered with an error, or not at all. */
  refused: boolean
  done(rung: RungId): void
  fail(rung: RungId, found: Problem): void
  /** A problem with the client's name in it. */
  said(code: ErrorCode, details?: ErrorDetails): Problem
}

/** Applies one request. */
export function advance(
  ladder: LadderState,
  step: Step,
  observed: ObservedRequest,
  now: number,
  known: Known,
): void {
  ladder.lastAt = now
  ladder.origin = observed.origin ?? ladder.origin
  noteDelay(ladder, step, observed, now)
  const request = requestLine(observed)
  const client = nameOf(ladder)
  const seen: Seen = {
    ladder,
    observed,
    now,
    known,
    refused: observed.status === null || observed.status >= 400 || observed.oauthError !== null,
    done: (rung) => reach(ladder, rung, now, request),
    fail(rung, found) {
      ladder.rungs[rung] = { state: 'failed', at: now, request }
      ladder.fault = { rung, at: now, problem: found }
    },
    said: (code, details = {}) => problem(code, { client, ...details }),
  }
  if (step !== 'foreign-host') doneOnce(seen, 'reached')
  if (!isStreamProbe(observed)) ladder.streamProbes = 0
  steps[step](seen)
}

/** The first time is what is shown; later ones only say that nothing is wrong there now. */
function doneOnce({ ladder, done }: Seen, rung: RungId): void {
  if (isDone(ladder, rung)) mend(ladder, rung)
  else done(rung)
}

const steps: Record<Step, (seen: Seen) => void> = {
  'foreign-host'({ observed, known, fail, said }) {
    const host = observed.foreignHost ?? ''
    const details = { asked: `https://${host}/mcp`, address: known.mcpUrl }
    const wasOurs = known.wasOurs(host)
    fail('reached', wasOurs ? problem('client-old-address', details) : said('client-wrong-host'))
  },
  'wrong-path'({ ladder, observed }) {
    ladder.wrongPath = observed.path
  },
  challenged({ ladder, observed }) {
    ladder.foundMcp = true
    if (isStreamProbe(observed)) ladder.streamProbes += 1
  },
  'turned-away'({ ladder, observed, fail, said }) {
    ladder.foundMcp = true
    if (isStreamProbe(observed)) ladder.streamProbes += 1
    else if (observed.failure?.code === 'origin-refused') {
      fail('called', problemShown(observed.failure) ?? said('client-wrong-host'))
    }
  },
  'token-refused'({ ladder }) {
    ladder.foundMcp = true
    // What the owner has ended is refused, and nothing is wrong with that.
    if (ladder.revokedAt === null) ladder.refusedTokens += 1
  },
  metadata(seen) {
    if (!seen.refused) doneOnce(seen, 'metadata')
  },
  register({ ladder, observed, now, refused, done, fail, said }) {
    if (refused) {
      const reason = reasonIn(observed)
      return fail(
        'identified',
        shownIn(observed) ?? said('client-registration-refused', { reason }),
      )
    }
    ladder.registrations = withTime(ladder.registrations, now)
    done('identified')
  },
  authorize({ ladder, observed, refused, done, fail, said }) {
    if (refused) {
      const reason = reasonIn(observed)
      return fail('authorized', shownIn(observed) ?? said('client-authorize-refused', { reason }))
    }
    // A new sign-in: what came of the last one says nothing about this one.
    for (const rung of signInRungs) delete ladder.rungs[rung]
    delete ladder.rungs.called
    ladder.revokedAt = null
    ladder.registrations = []
    ladder.refusedTokens = 0
    ladder.approvalTookMs = null
    if (!isDone(ladder, 'identified')) done('identified')
    done('authorized')
  },
  page({ observed: { failure }, fail }) {
    if (failure?.code !== 'approval-expired') return
    fail('approved', problemShown(failure) ?? problem('approval-expired'))
  },
  resume({ ladder, observed, now, refused, done, fail, said }) {
    if (observed.code) {
      decided(ladder, true, now)
      return done('returned')
    }
    if (observed.oauthError?.error === 'access_denied') return decided(ladder, false, now)
    if (refused) fail('returned', said('client-authorize-refused', { reason: reasonIn(observed) }))
  },
  exchange({ ladder, observed, now, refused, done, fail, said }) {
    if (!refused) return done('exchanged')
    const returned = ladder.rungs.returned?.at
    const late = returned !== undefined && now - returned > codeMs
    const shown = shownIn(observed)
    if (shown) return fail('exchanged', shown)
    if (observed.oauthError?.error === 'invalid_grant' && late) {
      const seconds = Math.round((now - returned) / 1_000)
      return fail('exchanged', said('client-code-late', { seconds }))
    }
    fail('exchanged', said('client-exchange-refused', { reason: reasonIn(observed) }))
  },
  refresh({ ladder, observed, now, refused, done, fail, said }) {
    if (refused) {
      if (ladder.revokedAt === null) fail('exchanged', said('client-refresh-refused'))
      return
    }
    ladder.refusedTokens = 0
    ladder.refreshedAt = now
    ladder.refreshes = withTime(ladder.refreshes, now)
    ladder.rungs.exchanged ??= { state: 'done', at: now, request: requestLine(observed) }
    if (ladder.fault?.rung === 'exchanged') done('exchanged')
  },
}

/** The refusal of the bridge itself, in the doctor's words. */
const shownIn = ({ failure }: ObservedRequest): Problem | null =>
  failure ? problemShown(failure) : null

function noteDelay(ladder: LadderState, step: Step, observed: ObservedRequest, now: number): void {
  const deadlineMs = patienceFor(step)
  const { durationMs: tookMs } = observed
  if (deadlineMs !== null && tookMs > deadlineMs) {
    ladder.slow = { request: requestLine(observed), at: now, tookMs, deadlineMs }
  } else ladder.slow = null
}

/** GET /mcp opens a stream in older transports. */
const isStreamProbe = ({ method, path }: ObservedRequest): boolean =>
  method === 'GET' && path === '/mcp'

const reasonIn = ({ oauthError, failure, status }: ObservedRequest): string =>
  (oauthError?.description ?? failure?.sentence ?? `status ${status ?? 'unknown'}`).replace(
    /\.$/,
    '',
  )
