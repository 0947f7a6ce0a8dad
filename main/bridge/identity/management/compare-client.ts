/** Our application as it is against how it must be. Callbacks of others in it are never touched. */
import { dashboardLink } from '../../explain/dashboard.ts'
import { problem, type Problem } from '../../explain/problem.ts'
import { asItShould, notPossible, toChange, type Change } from './change.ts'
import type { ClientFacts } from './shapes.ts'
import { newApplication, type DesiredSetUp } from './desired-set-up.ts'

const regularWeb = 'Regular Web Application'

export function compareClient(client: ClientFacts | null, desired: DesiredSetUp): Change[] {
  if (!client && desired.clientId !== null) return [unknownClient(desired.clientId)]
  if (client && isThirdParty(client)) return [thirdParty(client)]
  const link = dashboardLink('application', client?.client_id)
  return [
    application(client, desired, link),
    callbacks(client, desired, link),
    grantTypes(client, desired, link),
    ...fields(client, link),
    secret(client, desired, link),
  ]
}

export const isThirdParty = ({ client_id: id, is_first_party: own }: ClientFacts): boolean =>
  id.startsWith('tpc_') || own === false

/** The list as it is, with ours in it and those of our earlier addresses gone. */
function mergedCallbacks(now: readonly string[], desired: DesiredSetUp): string[] {
  const outdated = desired.outdated.filter((url) => !desired.callbacks.includes(url))
  const kept = now.filter((url) => !outdated.includes(url))
  return [...kept, ...desired.callbacks.filter((url) => !kept.includes(url))]
}

function application(client: ClientFacts | null, desired: DesiredSetUp, link: string): Change {
  const compared = { id: 'application', what: 'Application', after: regularWeb }
  const type = { app_type: 'regular_web' }
  if (!client) {
    const none = problem('upstream-client-unknown', { client: 'of this bridge' }, link)
    const made = { ...newApplication(desired.install), ...type }
    return toChange({ ...compared, before: null }, none, { kind: 'client', fields: made })
  }
  if (client.app_type === 'regular_web') return asItShould({ ...compared, before: regularWeb })
  const before = client.app_type ?? 'no type'
  const cures = problem('auth0-application-type', { kind: before }, link)
  return toChange({ ...compared, before }, cures, { kind: 'client', fields: type })
}

function callbacks(client: ClientFacts | null, desired: DesiredSetUp, link: string): Change {
  const now = client?.callbacks ?? []
  const merged = mergedCallbacks(now, desired)
  const compared = {
    id: 'callbacks',
    what: 'Allowed callback URLs',
    before: client ? now.join(', ') || 'none' : null,
    after: merged.join(', '),
  }
  if (client && sameList(now, merged)) return asItShould(compared)
  const missing = desired.callbacks.filter((url) => !now.includes(url)).join(', ')
  const callback = missing === '' ? '' : `: ${missing}`
  const cures = problem('upstream-callback-mismatch', { callback }, link)
  return toChange(compared, cures, { kind: 'client', fields: { callbacks: merged } })
}

/** Authorization Code alone; but what another user of the same application may need is left to it. */
function grantTypes(client: ClientFacts | null, desired: DesiredSetUp, link: string): Change {
  const wanted = 'authorization_code'
  const now = client?.grant_types ?? []
  const ours = [...desired.callbacks, ...desired.outdated]
  const shared = (client?.callbacks ?? []).some((url) => !ours.includes(url))
  const after = shared ? [...new Set([...now, wanted])] : [wanted]
  const compared = {
    id: 'grant-types',
    what: 'Grant types',
    before: client ? now.join(', ') || 'none' : null,
    after: after.join(', '),
  }
  if (client && sameList(now, after)) return asItShould(compared)
  const cures = now.includes(wanted)
    ? problem('auth0-grant-types', { grants: now.join(', ') }, link)
    : problem('upstream-grant-type', { grant: wanted }, link)
  return toChange(compared, cures, { kind: 'client', fields: { grant_types: after } })
}

/** Settings that have one right value. */
function fields(client: ClientFacts | null, link: string): Change[] {
  const method = client?.token_endpoint_auth_method ?? null
  const { alg = null, lifetime_in_seconds: lifetime } = client?.jwt_configuration ?? {}
  const field = (
    compared: { id: string; what: string; before: string | null; after: string },
    cures: Problem,
    values: Record<string, unknown>,
  ): Change =>
    compared.before === compared.after
      ? asItShould(compared)
      : toChange(compared, cures, { kind: 'client', fields: values })
  const jwt = { ...(lifetime ? { lifetime_in_seconds: lifetime } : {}), alg: 'RS256' }
  return [
    field(
      {
        id: 'auth-method',
        what: 'Secret is sent by',
        before: method,
        // Both are taken; what works is left alone.
        after: method === 'client_secret_basic' ? method : 'client_secret_post',
      },
      problem('auth0-auth-method', { method: method ?? 'none' }, link),
      { token_endpoint_auth_method: 'client_secret_post' },
    ),
    field(
      { id: 'algorithm', what: 'ID tokens are signed with', before: alg, after: 'RS256' },
      problem('upstream-token-algorithm', { algorithm: alg ?? 'nothing known' }, link),
      { jwt_configuration: jwt },
    ),
    field(
      {
        id: 'conformant',
        what: 'OIDC Conformant',
        before: client && (client.oidc_conformant === true ? 'on' : 'off'),
        after: 'on',
      },
      problem('auth0-not-conformant', {}, link),
      { oidc_conformant: true },
    ),
    field(
      {
        id: 'organization',
        what: 'Organizations',
        before: client && (client.organization_usage === 'require' ? 'required' : 'not required'),
        after: 'not required',
      },
      problem('auth0-organization', {}, link),
      { organization_usage: 'deny' },
    ),
  ]
}

function secret(client: ClientFacts | null, desired: DesiredSetUp, link: string): Change {
  const compared = { id: 'secret', what: 'Client secret', after: 'kept on this computer' }
  const kept = desired.clientSecret !== undefined && client?.client_id === desired.clientId
  const there = client?.client_secret ?? undefined
  if (kept && (there === undefined || there === desired.clientSecret)) {
    return asItShould({ ...compared, before: compared.after })
  }
  const before = kept ? 'another one is kept on this computer' : 'not known here'
  if (client && there === undefined) {
    const scopes = 'read:client_keys (or enter the secret by hand)'
    return notPossible({ ...compared, before }, problem('auth0-token-scopes', { scopes }, link))
  }
  const cures = problem('upstream-secret-refused', {}, link)
  return toChange({ ...compared, before }, cures, { kind: 'secret' })
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && b.every((one) => a.includes(one))

const unknownClient = (client: string): Change =>
  notPossible(
    { id: 'application', what: 'Application', before: null, after: regularWeb },
    problem('upstream-client-unknown', { client }, dashboardLink('applications')),
  )

const thirdParty = ({ client_id: id, name }: ClientFacts): Change =>
  notPossible(
    {
      id: 'application',
      what: `Application ${name}`,
      before: 'third-party',
      after: `${regularWeb} of your own`,
    },
    problem('auth0-third-party', {}, dashboardLink('application', id)),
  )
