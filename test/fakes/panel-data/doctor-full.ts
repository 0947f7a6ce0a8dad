/** A doctor who has seen something: clients that came through and clients that did not. */
import type { MethodResult } from '../../../main/contract.ts'
import { BridgeError, type ErrorCode, type ErrorDetails } from '../../../main/bridge/base/errors.ts'
import { rungIds, rungTitles } from '../../../main/bridge/doctor/ladder/rungs.ts'
import { minutesAgo } from './desk.ts'
import type { DoctorState } from './doctor.ts'

type Ladder = MethodResult<'doctor.ladders'>[number]
type Step = MethodResult<'doctor.system'>[number]
type Rehearsal = MethodResult<'doctor.rehearsals'>[number]

const origin = 'https://quiet-river-bank.trycloudflare.com'

/** As the bridge would word it. */
export function problem(
  code: ErrorCode,
  details: ErrorDetails = {},
): NonNullable<Ladder['verdict']> {
  const { message, next, side } = new BridgeError(code, details).answer()
  return { code, sentence: message, side, action: next, link: null }
}

const requests: Record<(typeof rungIds)[number], string> = {
  reached: 'POST /mcp → 401',
  metadata: 'GET /.well-known/oauth-protected-resource/mcp → 200',
  identified: 'POST /oauth2/register → 201',
  authorized: 'GET /oauth2/authorize → 303',
  approved: 'POST /interaction/approve → 303',
  returned: 'GET /oauth2/authorize/resume → 303',
  exchanged: 'POST /oauth2/token → 200',
  called: 'POST /mcp initialize → 200',
  listed: 'POST /mcp tools/list → 200',
  used: 'POST /mcp tools/call → 200',
}

/** As far as `done` rungs; the next one failed with `failed`, when given. */
export function aLadder(
  over: Partial<Ladder> & Pick<Ladder, 'id' | 'name'>,
  done = rungIds.length,
  failed?: string,
): Ladder {
  const minutes = 30
  return {
    clientId: null,
    vendor: 'other',
    origin,
    firstAt: minutesAgo(minutes),
    lastAt: minutesAgo(3),
    refreshedAt: null,
    rungs: rungIds.map((id, i) => {
      const [title, request] = [rungTitles[id], requests[id]]
      if (i < done) {
        return { id, title, state: 'done', at: minutesAgo(minutes - Math.min(i, 9) * 2), request }
      }
      return i === done && failed !== undefined
        ? { id, title, state: 'failed', at: minutesAgo(3), request: failed }
        : { id, title, state: 'not-yet', at: null, request: null }
    }),
    verdict: null,
    ...over,
  }
}

const someLadders = (): Ladder[] => [
  aLadder({
    id: 'l-chatgpt',
    name: 'ChatGPT',
    vendor: 'chatgpt',
    clientId: 'https://chatgpt.com/oauth/client.json',
  }),
  aLadder(
    {
      id: 'l-claude',
      name: 'Claude',
      vendor: 'claude',
      lastAt: minutesAgo(8),
      verdict: problem('client-metadata-only', { client: 'Claude' }),
    },
    2,
  ),
  aLadder(
    {
      id: 'l-cursor',
      name: 'Cursor',
      vendor: 'cursor',
      clientId: 'c_5fP1x9Tq2LrVb7Ka',
      lastAt: minutesAgo(47),
      verdict: problem('client-code-late', { client: 'Cursor', seconds: 94 }),
    },
    6,
    'POST /oauth2/token → 400 invalid_grant',
  ),
  aLadder({ id: 'l-codex', name: 'Codex', vendor: 'codex', lastAt: minutesAgo(1) }, 4),
]

const step = (
  id: string,
  title: string,
  detail: string,
  tookMs: number | null,
  over: Partial<Step> = {},
): Step => ({
  id,
  title,
  state: 'ok',
  detail,
  tookMs,
  deadlineMs: 10_000,
  problem: null,
  ...over,
})

const rehearsalSteps = (): Step[] => [
  step('reach', 'Reach the address', `${origin}/mcp asks to sign in, and says where.`, 212),
  step('metadata', 'Read how to sign in', 'Both documents are there and agree.', 168),
  step('register', 'Say who it is', 'It was registered as a client of its own.', 94),
  step('authorize', 'Open the sign-in page', 'The page shows its number.', 131),
  step('approve', 'You let it in', 'Approved after 9 seconds.', 9_120, { deadlineMs: 300_000 }),
  step(
    'redirect',
    'Come back to the client',
    'With a code, the state and the name of the server.',
    61,
  ),
  step('token', 'Fetch the tokens', 'An access token for this address, and one to renew it.', 118),
  step('list', 'List the tools', '17 tools.', 143, { deadlineMs: 60_000 }),
  step('call', 'Use a tool', 'bridge_status answered.', 97, { deadlineMs: 60_000 }),
  step(
    'foreign',
    'What must be refused',
    'Another way back, no token, a token for another address, the panel: all refused.',
    402,
    { deadlineMs: null },
  ),
  step('tidy', 'Tidy up', 'The client and what it was given are gone.', 22, { deadlineMs: null }),
]

const base = (over: Partial<Rehearsal>): Rehearsal => ({
  id: 'r1',
  as: 'chatgpt',
  origin,
  state: 'passed',
  startedAt: minutesAgo(2),
  steps: rehearsalSteps(),
  ...over,
})

export const aPassedRehearsal = (over: Partial<Rehearsal> = {}): Rehearsal => base(over)

/** It waits for the owner. */
export const aWaitingRehearsal = (): Rehearsal =>
  base({
    id: 'r2',
    as: 'claude',
    state: 'running',
    startedAt: minutesAgo(0),
    approval: '7305',
    steps: rehearsalSteps().map((one, i) => {
      if (i < 4) return one
      const later = { ...one, detail: '', tookMs: null }
      return i === 4
        ? { ...later, state: 'running', detail: 'Waits for you.' }
        : { ...later, state: 'waiting' }
    }),
  })

export const aFailedRehearsal = (): Rehearsal =>
  base({
    id: 'r3',
    state: 'failed',
    startedAt: minutesAgo(26),
    steps: rehearsalSteps().map((one, i) => {
      if (i === 0) return one
      return i === 1
        ? {
            ...one,
            state: 'failed',
            detail: 'The document names another address.',
            tookMs: 10_000,
            problem: problem('rehearsal-differs', { found: 'the metadata name another issuer' }),
          }
        : { ...one, state: 'skipped', detail: '', tookMs: null }
    }),
  })

const someSystem = (): Step[] => [
  step('clock', 'The clock', 'It differs by less than a second.', 84, { deadlineMs: null }),
  step('ports', 'The ports', '7420 and 7421 are the bridge’s own.', 3, { deadlineMs: null }),
  step('keychain', 'The keychain', 'It opens.', 41, { deadlineMs: null }),
  step('disk', 'Room on the disk', 'Only little is left.', 2, {
    deadlineMs: null,
    state: 'failed',
    problem: problem('disk-full', { free: '212 MB', reserve: '256 MB' }),
  }),
  step('folder', 'The data folder', 'Only you can read it.', 2, { deadlineMs: null }),
  step('database', 'The database', 'It is sound, and its chain of 1,204 entries is whole.', 212, {
    deadlineMs: null,
  }),
  step('cloudflared', 'cloudflared', 'Version 2026.10.1 runs.', 58, { deadlineMs: null }),
  step('dns', 'Names of the internet', 'Found by the system and by DNS over HTTPS alike.', 74, {
    deadlineMs: null,
  }),
  step('sleep', 'Sleep', 'Nothing is known about it on this system.', null, {
    deadlineMs: null,
    state: 'skipped',
  }),
]

/** What there is to show in every part. */
export const aBusyDoctor = (): DoctorState => ({
  ladders: someLadders(),
  rehearsals: [aPassedRehearsal(), aFailedRehearsal()],
  explanations: [
    {
      problem: problem('client-callback-unknown', {
        callback: 'https://claude.ai/api/mcp/auth_callback',
      }),
      evidence:
        'GET /oauth2/authorize?client_id=c_5fP1x9Tq2LrVb7Ka&redirect_uri=https://claude.ai/api/mcp/auth_callback → 400',
    },
  ],
  harSteps: [
    { at: minutesAgo(9), title: 'POST /mcp → 401', ok: true },
    { at: minutesAgo(9), title: 'GET /.well-known/oauth-protected-resource/mcp → 200', ok: true },
    { at: minutesAgo(9), title: 'GET /.well-known/oauth-authorization-server → 200', ok: true },
    { at: minutesAgo(8), title: 'GET /oauth2/authorize → 400', ok: false },
  ],
  har: {},
  system: someSystem(),
})
