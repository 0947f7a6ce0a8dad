/**
 * "Do it for me": read, compare, change, read back. The report is the same comparison over what was
 * read afterwards, so "done" means that Auth0 says so. A second run finds nothing to change.
 */
import { BridgeError, toBridgeError } from '../../errors.ts'
import { problemFrom } from '../explain/problem.ts'
import { read, type ManagementApi } from './api.ts'
import type { Change, Step } from './change.ts'
import { compare } from './compare.ts'
import { clientSchema, type ClientFacts } from './shapes.ts'
import { readTenant } from './tenant.ts'
import type { Wish } from './wish.ts'

export interface ApplyDeps {
  api: ManagementApi
  wish: Wish
  /** Keeps what Auth0 gave: the client id, and the secret where it told it. */
  keep: (client: { clientId: string; clientSecret: string | undefined }) => Promise<void>
}

/** What would be done. Changes nothing. Throws BridgeError when the tenant cannot be read. */
export const plan = async (api: ManagementApi, wish: Wish): Promise<Change[]> =>
  compare(await readTenant(api, wish), wish)

/** Does what is planned and what was chosen of the choices; stops at the first that fails. */
export async function apply(
  { api, wish, keep }: ApplyDeps,
  chosen: readonly string[] = [],
): Promise<Change[]> {
  const facts = await readTenant(api, wish)
  const before = compare(facts, wish)
  const wanted = before.filter(
    ({ id, state, choice }) => state === 'planned' || (choice && chosen.includes(id)),
  )
  if (wanted.length === 0) return before
  const hands = createHands(api, wish, facts.client)
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
  const now: Wish = client
    ? { ...wish, clientId: client.client_id, clientSecret: secret ?? wish.clientSecret }
    : wish
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

function createHands(api: ManagementApi, wish: Wish, found: ClientFacts | null) {
  let client = found

  async function changeClient(fields: Record<string, unknown>): Promise<void> {
    const about = 'the application'
    const request = client
      ? ({ method: 'PATCH', path: `clients/${encodeURIComponent(client.client_id)}` } as const)
      : ({ method: 'POST', path: 'clients' } as const)
    const answer = read(clientSchema, await api({ ...request, body: fields, about }), about)
    // A PATCH tells the secret only with its own permission; what GET told stays true.
    client = { ...answer, client_secret: answer.client_secret ?? client?.client_secret }
  }

  async function one(step: Exclude<Step, { kind: 'client' }>): Promise<void> {
    const id = client?.client_id ?? ''
    switch (step.kind) {
      case 'secret':
        return
      case 'enable': {
        const path = `connections/${encodeURIComponent(step.connection)}/clients`
        const body = [{ client_id: id, status: true }]
        await api({ method: 'PATCH', path, body, about: 'the connection' })
        return
      }
      case 'connection': {
        const path = `connections/${encodeURIComponent(step.id)}`
        const body = { options: step.options }
        await api({ method: 'PATCH', path, body, about: 'the connection' })
        return
      }
      case 'tenant':
        await api({
          method: 'PATCH',
          path: 'tenants/settings',
          body: step.settings,
          about: 'the tenant',
        })
        return
      case 'new-api':
        await unlessThere(
          api({ method: 'POST', path: 'resource-servers', body: step.body, about: 'the API' }),
        )
        return
      case 'api': {
        const path = `resource-servers/${encodeURIComponent(step.id)}`
        await api({ method: 'PATCH', path, body: step.fields, about: 'the API' })
        return
      }
      case 'grant': {
        const body = {
          client_id: id,
          audience: wish.audience,
          scope: [],
          subject_type: step.subject,
        }
        await unlessThere(api({ method: 'POST', path: 'client-grants', body, about: 'the grant' }))
      }
    }
  }

  return {
    client: () => client,
    async do(steps: Step[]): Promise<void> {
      const fields = steps.flatMap((step) => (step.kind === 'client' ? [step.fields] : []))
      if (fields.length > 0)
        await changeClient(Object.assign({}, ...fields) as Record<string, unknown>)
      for (const step of steps) if (step.kind !== 'client') await one(step)
    },
  }
}

/** Somebody was faster: what reads back afterwards decides, not the conflict. */
async function unlessThere(made: Promise<unknown>): Promise<void> {
  try {
    await made
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code !== 'auth0-conflict') throw error
  }
}
