/** Signing in elsewhere as the owner sees it: `identity.status` of the contract. */
import type { z } from 'zod'
import type { identitySchema } from '../../contract/identity.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import type { Callbacks } from './callbacks.ts'
import { dashboardLink } from '../explain/dashboard.ts'
import { problem } from '../explain/problem.ts'
import { nameOf, type Registration } from './registration.ts'
import type { Login } from './rows.ts'

export type IdentityShown = z.input<typeof identitySchema>

export interface ShownParts {
  identity: Settings['identity']
  callbacks: Callbacks
  logins: Login[]
  hasSecret: boolean
  token: IdentityShown['token']
  now: number
}

export function shown(parts: ShownParts): IdentityShown {
  const { identity, callbacks, logins, hasSecret, token, now } = parts
  const { provider, saved, owner, people } = identity
  return {
    provider,
    name: provider === 'owner-approval' || saved === null ? 'this computer' : nameOf(saved),
    saved: saved?.provider ?? null,
    issuer: saved?.issuer ?? null,
    clientId: saved?.clientId ?? null,
    hasSecret,
    audience: saved?.audience ?? null,
    owner,
    people,
    callbacks: callbacks.list(),
    drift: callbacks.drift(),
    attempts: logins.map((login) => attempt(login, saved, now)),
    token,
  }
}

function attempt(login: Login, saved: Registration | null, now: number) {
  const { id, purpose, callback, outcome, person } = login
  const late = outcome === 'waiting' && login.expiresAt <= now
  return {
    id,
    at: new Date(login.startedAt).toISOString(),
    purpose,
    callback: callback.startsWith('http://127.0.0.1:')
      ? ('loopback' as const)
      : ('public' as const),
    state: late ? ('timed-out' as const) : outcome,
    problem: late ? neverCameBack(login, saved) : login.problem,
    person,
  }
}

/** What the provider shows on its own page never reaches us; the likeliest text has a line to paste. */
function neverCameBack({ callback, clientId }: Login, saved: Registration | null) {
  const link = saved?.provider === 'auth0' ? dashboardLink('application', clientId) : null
  return problem('upstream-no-return', { callback }, link)
}
