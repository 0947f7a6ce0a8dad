/** What one request changes on the ladder of the client that sent it. */
import type { ErrorCode, ErrorDetails } from '../../base/errors.ts'
import type { ObservedRequest } from '../../traffic/observed-request.ts'
import { problem, problemShown, type Problem } from '../../explain/problem.ts'
import { patienceFor, requestLine, type Step } from './requests.ts'
import { rungIds, signInRungs, type RungId } from './rungs.ts'
import { isDone, withTime, type LadderState } from './state.ts'
import { familyById } from '../../vendors/user-agents.ts'

/** What the words of a finding name. */
export interface Known {
  /** The address of the bridge for clients. */
  mcpUrl: string
  /** Was one of the bridge's addresses, and is not any more. */
  wasOurs: (host: string) => boolean
}

/** Codes of one sign-in are good for a minute (RFC 6749 §4.1.2 asks for little). */
const codeMs = 60_000

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
  const request = requestLine(observed)
  const done = (rung: RungId) => reach(ladder, rung, now, request)
  const fail = (rung: RungId, found: Problem) => {
    ladder.rungs[rung] = { state: 'failed', at: now, request }
    ladder.fault = { rung, at: now, problem: found }
  }
  const name = nameOf(ladder)
  const said = (code: ErrorCode, details: ErrorDetails = {}) =>
    problem(code, { client: name, ...details })
  const refused = observed.status === null || observed.status >= 400 || observed.oauthError !== null
  const reason = reasonIn(observed)
  noteDelay(ladder, step, observed, now)

  /** The first time is what is shown; later ones only say that nothing is wrong there now. */
  const doneOnce = (rung: RungId) => {
    if (isDone(ladder, rung)) mend(ladder, rung)
    else done(rung)
  }

  if (step !== 'foreign-host') doneOnce('reached')
  if (!isStreamProbe(observed)) ladder.streamProbes = 0

  switch (step) {
    case 'foreign-host': {
      const host = observed.foreignHost ?? ''
      const details = { asked: `https://${host}/mcp`, address: known.mcpUrl }
      const found = known.wasOurs(host)
        ? problem('client-old-address', details)
        : said('client-wrong-host')
      return fail('reached', found)
    }
    case 'wrong-path':
      ladder.wrongPath = observed.path
      return
    case 'challenged':
      ladder.foundMcp = true
      if (isStreamProbe(observed)) ladder.streamProbes += 1
      return
    case 'turned-away':
      ladder.foundMcp = true
      if (isStreamProbe(observed)) ladder.streamProbes += 1
      else if (observed.failure?.code === 'origin-refused') {
        fail('called', problemShown(observed.failure) ?? said('client-wrong-host'))
      }
      return
    case 'token-refused':
      ladder.foundMcp = true
      // What the owner has ended is refused, and nothing is wrong with that.
      if (ladder.revokedAt === null) ladder.refusedTokens += 1
      return
    case 'metadata':
      if (!refused) doneOnce('metadata')
      return
    case 'register':
      if (refused) {
        return fail(
          'identified',
          (observed.failure && problemShown(observed.failure)) ??
            said('client-registration-refused', { reason }),
        )
      }
      ladder.registrations = withTime(ladder.registrations, now)
      return done('identified')
    case 'authorize':
      return authorize()
    case 'page':
      if (observed.failure?.code === 'approval-expired') {
        fail('approved', problemShown(observed.failure) ?? problem('approval-expired'))
      }
      return
    case 'resume':
      if (observed.code) {
        decided(ladder, true, now)
        return done('returned')
      }
      if (observed.oauthError?.error === 'access_denied') return decided(ladder, false, now)
      if (refused) fail('returned', said('client-authorize-refused', { reason }))
      return
    case 'exchange':
      return exchange()
    case 'refresh':
      if (refused) {
        if (ladder.revokedAt !== null) return
        return fail('exchanged', said('client-refresh-refused'))
      }
      ladder.refusedTokens = 0
      ladder.refreshedAt = now
      ladder.refreshes = withTime(ladder.refreshes, now)
      ladder.rungs.exchanged ??= { state: 'done', at: now, request }
      if (ladder.fault?.rung === 'exchanged') done('exchanged')
      return
  }

  function authorize(): void {
    if (refused) {
      const shown = observed.failure && problemShown(observed.failure)
      return fail('authorized', shown ?? said('client-authorize-refused', { reason }))
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
  }

  function exchange(): void {
    if (!refused) return done('exchanged')
    const returned = ladder.rungs.returned?.at
    const late = returned !== undefined && now - returned > codeMs
    if (observed.failure && problemShown(observed.failure)) {
      return fail('exchanged', problemShown(observed.failure) ?? said('client-exchange-refused'))
    }
    if (observed.oauthError?.error === 'invalid_grant' && late) {
      const seconds = Math.round((now - returned) / 1_000)
      return fail('exchanged', said('client-code-late', { seconds }))
    }
    fail('exchanged', said('client-exchange-refused', { reason }))
  }
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

function reach(ladder: LadderState, rung: RungId, at: number, request: string | null): void {
  ladder.rungs[rung] = { state: 'done', at, request }
  mend(ladder, rung)
}

/** Whatever was wrong at this rung or below it is over. */
function mend(ladder: LadderState, rung: RungId): void {
  const wrong = ladder.fault?.rung ?? null
  if (wrong === null || rungIds.indexOf(wrong) <= rungIds.indexOf(rung)) ladder.fault = null
}

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

/** What it is called until it says its own name. */
export const nameOf = ({ name, agent }: Pick<LadderState, 'name' | 'agent'>): string =>
  name ?? familyById(agent)?.name ?? `A program made with ${agent}`
