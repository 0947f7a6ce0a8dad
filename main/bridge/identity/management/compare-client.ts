/** Our application as it is against how it must be. Callbacks of others in it are never touched. */
import { dashboardLink } from '../explain/dashboard.ts'
import { asItShould, notPossible, toChange, type Change } from './change.ts'
import type { ClientFacts } from './shapes.ts'
import { newApplication, type Wish } from './wish.ts'

export function compareClient(client: ClientFacts | null, wish: Wish): Change[] {
  if (!client && wish.clientId !== null) return [unknownClient(wish.clientId)]
  if (client && isThirdParty(client)) return [thirdParty(client)]
  return [
    application(client, wish),
    callbacks(client, wish),
    grantTypes(client, wish),
    field('auth-method', 'How the secret is sent', 'client_secret_post', {
      now: client?.token_endpoint_auth_method,
      fields: { token_endpoint_auth_method: 'client_secret_post' },
    }),
    field('algorithm', 'ID tokens are signed with', 'RS256', {
      now: client && (client.jwt_configuration?.alg ?? 'RS256'),
      fields: { jwt_configuration: { alg: 'RS256' } },
    }),
    field('conformant', 'OIDC Conformant', 'on', {
      now: client && (client.oidc_conformant === true ? 'on' : 'off'),
      fields: { oidc_conformant: true },
    }),
    field('organization', 'Organizations', 'not required', {
      now: client && (client.organization_usage === 'require' ? 'required' : 'not required'),
      fields: { organization_usage: 'deny' },
    }),
    secret(client, wish),
  ]
}

export const isThirdParty = ({ client_id: id, is_first_party: own }: ClientFacts): boolean =>
  id.startsWith('tpc_') || own === false

/** The list as it is, with ours in it and those of our earlier addresses gone. */
export function mergedCallbacks(now: readonly string[], wish: Wish): string[] {
  const outdated = wish.outdated.filter((url) => !wish.callbacks.includes(url))
  const kept = now.filter((url) => !outdated.includes(url))
  return [...kept, ...wish.callbacks.filter((url) => !kept.includes(url))]
}

const foreignCallbacks = (client: ClientFacts, wish: Wish): string[] =>
  (client.callbacks ?? []).filter(
    (url) => !wish.callbacks.includes(url) && !wish.outdated.includes(url),
  )

function application(client: ClientFacts | null, wish: Wish): Change {
  const told = { id: 'application', what: 'Application', after: 'Regular Web Application' }
  const fields = { app_type: 'regular_web' }
  if (!client) {
    return toChange(
      { ...told, before: null },
      { kind: 'client', fields: { ...newApplication(wish.install), ...fields } },
    )
  }
  const before = client.app_type === 'regular_web' ? told.after : (client.app_type ?? 'no type')
  return before === told.after
    ? asItShould({ ...told, before })
    : toChange({ ...told, before }, { kind: 'client', fields })
}

function callbacks(client: ClientFacts | null, wish: Wish): Change {
  const now = client?.callbacks ?? []
  const merged = mergedCallbacks(now, wish)
  const told = {
    id: 'callbacks',
    what: 'Allowed callback URLs',
    before: client ? now.join(', ') || 'none' : null,
    after: merged.join(', '),
  }
  const same =
    client !== null && now.length === merged.length && merged.every((url) => now.includes(url))
  return same ? asItShould(told) : toChange(told, { kind: 'client', fields: { callbacks: merged } })
}

/** Authorization Code alone; but what another user of the same application may need is left to it. */
function grantTypes(client: ClientFacts | null, wish: Wish): Change {
  const wanted = 'authorization_code'
  const now = client?.grant_types ?? []
  const shared = client !== null && foreignCallbacks(client, wish).length > 0
  const after = shared ? [...new Set([...now, wanted])] : [wanted]
  const told = {
    id: 'grant-types',
    what: 'Grant types',
    before: client ? now.join(', ') || 'none' : null,
    after: after.join(', '),
  }
  const same = client !== null && now.length === after.length && now.includes(wanted)
  return same
    ? asItShould(told)
    : toChange(told, { kind: 'client', fields: { grant_types: after } })
}

function field(
  id: string,
  what: string,
  after: string,
  { now, fields }: { now: string | null | undefined; fields: Record<string, unknown> },
): Change {
  const told = { id, what, before: now ?? null, after }
  return now === after ? asItShould(told) : toChange(told, { kind: 'client', fields })
}

function secret(client: ClientFacts | null, wish: Wish): Change {
  const told = { id: 'secret', what: 'Client secret', after: 'kept on this computer' }
  const kept = wish.clientSecret !== undefined && client?.client_id === wish.clientId
  const there = client?.client_secret ?? undefined
  if (kept && (there === undefined || there === wish.clientSecret)) {
    return asItShould({ ...told, before: told.after })
  }
  const before = kept ? 'another one is kept on this computer' : 'not known here'
  if (client && there === undefined) {
    return notPossible(
      { ...told, before },
      'auth0-token-scopes',
      { scopes: 'read:client_keys (or enter the secret by hand)' },
      dashboardLink('application', client.client_id),
    )
  }
  return toChange({ ...told, before }, { kind: 'secret' })
}

const unknownClient = (clientId: string): Change =>
  notPossible(
    { id: 'application', what: 'Application', before: null, after: 'Regular Web Application' },
    'upstream-client-unknown',
    { client: clientId },
    dashboardLink('applications'),
  )

const thirdParty = ({ client_id: id, name }: ClientFacts): Change =>
  notPossible(
    {
      id: 'application',
      what: `Application ${name}`,
      before: 'third-party',
      after: 'Regular Web Application of your own',
    },
    'auth0-third-party',
    {},
    dashboardLink('application', id),
  )
