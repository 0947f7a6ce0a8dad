/**
 * "Do it for me": read, compare, change, read back. The report is the same comparison over what was
 * read afterwards, so "done" means that Auth0 says so. A second run finds nothing to change.
 */
import { BridgeError, toBridgeError } from '../../base/errors.ts'
import { problemFrom } from '../../explain/problem.ts'
import { read, type ManagementApi } from './api.ts'
import type { Change, Step } from './change.ts'
import { compare } from './compare.ts'
import { requestFor } from './requests.ts'
import { clientSchema, type ClientFacts } from './shapes.ts'
import { readTenant } from './tenant.ts'
import type { DesiredSetUp } from './desired-set-up.ts'

export interface ApplyDeps {
  api: ManagementApi
  desired: DesiredSetUp
  /** Keeps what Auth0 gave: the client id, and the secret where it told it. */
  keep: (client: { clientId: string; clientSecret: string | undefined }) => Promise<void>
}

/** What would be done. Changes nothing. Throws BridgeError when the tenant cannot be read. */
export const plan = async (api: ManagementApi, desired: DesiredSetUp): Promise<Change[]> =>
  compare(await readTenant(api, desired), desired)

/** Does what is planned and what was chosen of the choices; stops at the first that fails. */
export async function apply(
  { api, desired, keep }: ApplyDeps,
  chosen: readonly string[] = [],
): Promise<Change[]> {
  const facts = await readTenant(api, desired)
  const before = compare(facts, desired)
  const wanted = before.filter(
    ({ id, state, choice }) => state === 'planned' || (choice && chosen.includes(id)),
  )
  if (wanted.length === 0) return before
  const hands = createHands(api, desired, facts.client)
  const failures = new Map<string, BridgeError>()
  for (const group of inRequests(wanted)) {
    try {
      await hands.do(group.map(({ step }) => step).filter((step) => step !== null))
    } catch (thrown) {
      for (const { id } of group) failures.set(id, toBridgeError(thrown))
      break
    }
  }
  const client = hands.client()
  const secret = client?.client_secret ?? undefined
  if (client) await keep({ clientId: client.client_id, clientSecret: secret })
  const now: DesiredSetUp = client
    ? { ...desired, clientId: client.client_id, clientSecret: secret ?? desired.clientSecret }
    : desired
  const after = compare(await readTenant(api, now), now)
  return before.map((change) => {
    if (!wanted.includes(change)) return change
    return outcome(
      change,
      after.find(({ id }) => id === change.id),
      failures.get(change.id),
      failures.size > 0,
    )
  })
}

function outcome(
  change: Change,
  after: Change | undefined,
  failure: BridgeError | undefined,
  stopped: boolean,
): Change {
  if (failure) return { ...change, state: 'failed', problem: problemFrom(failure) }
  const good = after === undefined ? false : after.state === 'unchanged' && after.step === null
  if (good) return { ...change, state: 'done', problem: null }
  // What comes after a failure was never tried; it stays planned.
  if (stopped) return { ...change, state: 'planned' }
  const what = `"${change.what}"`
  const problem = problemFrom(new BridgeError('auth0-change-not-kept', { what }))
  return { ...change, state: 'failed', problem }
}

/** Everything about the application is one request; the rest is one each. */
function inRequests(changes: Change[]): Change[][] {
  const ofClient = changes.filter(({ step }) => step?.kind === 'client')
  const others = changes.filter(({ step }) => step?.kind !== 'client')
  return [ofClient, ...others.map((change) => [change])].filter((group) => group.length > 0)
}

function createHands(api: ManagementApi, { audience }: DesiredSetUp, found: ClientFacts | null) {
  let client = found
  return {
    client: () => client,
    async do(steps: Step[]): Promise<void> {
      const clientId = client?.client_id ?? null
      const request = requestFor(steps, { clientId, audience })
      if (request === null) return
      const answer = await unlessThere(api(request))
      if (steps[0]?.kind !== 'client') return
      const now = read(clientSchema, answer, request.about)
      // A PATCH tells the secret only with its own permission; what GET told stays true.
      client = { ...now, client_secret: now.client_secret ?? client?.client_secret }
    },
  }
}

/** Somebody was faster: what reads back afterwards decides, not the conflict. */
async function unlessThere(made: Promise<unknown>): Promise<unknown> {
  try {
    return await made
  } catch (error) {
    if (error instanceof BridgeError && error.code === 'auth0-conflict') return null
    throw error
  }
}
