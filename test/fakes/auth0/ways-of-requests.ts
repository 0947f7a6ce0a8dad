/** What is wrong with the app, the connection or the person: known before any code is given. */
import type { SignInWay, World } from './way-types.ts'

const mismatch = {
  where: 'page',
  text: () =>
    'Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs.',
  log: 'f',
} as const

/** As a hostname that changed, or a slash too many. */
const registerInstead =
  (change: (callback: string) => string) =>
  ({ app, callback }: World): void => {
    app.callbacks = [change(callback)]
  }

const database = ({ auth0 }: World) => {
  const [first] = auth0.tenant.connections
  if (!first) throw new Error('the tenant has no database')
  return first
}

const loopback = 'http://127.0.0.1:7422/oauth2/callback'

export const waysOfRequests: readonly SignInWay[] = [
  {
    id: 'callback-of-another-host',
    ...mismatch,
    arrange: registerInstead(() => 'https://old.example/oauth2/callback'),
  },
  { id: 'callback-with-a-slash', ...mismatch, arrange: registerInstead((url) => `${url}/`) },
  {
    id: 'callback-in-capitals',
    ...mismatch,
    arrange: registerInstead((url) => url.replace('/callback', '/Callback')),
  },
  {
    id: 'callback-of-another-scheme',
    ...mismatch,
    arrange: registerInstead((url) =>
      url.startsWith('https:') ? url.replace('https:', 'http:') : url.replace('http:', 'https:'),
    ),
  },
  {
    id: 'client-unknown',
    where: 'page',
    arrange: ({ auth0, app }) => auth0.tenant.clients.delete(app.client_id),
    text: ({ app }) => `invalid_request: Unknown client: ${app.client_id}`,
    log: 'f',
  },
  {
    id: 'grant-type-missing',
    where: 'redirect',
    arrange: ({ app }) => {
      app.grant_types = ['refresh_token']
    },
    error: 'unauthorized_client',
    text: () => "Grant type 'authorization_code' not allowed for the client.",
    log: 'f',
  },
  {
    id: 'no-connection',
    where: 'redirect',
    arrange: (world) => {
      database(world).enabled_clients = []
    },
    error: 'invalid_request',
    text: () => 'no connections enabled for the client',
    log: 'f',
  },
  {
    id: 'no-connection-on-a-page',
    where: 'page',
    arrange: (world) => {
      database(world).enabled_clients = []
      world.auth0.tenant.behaviour.noConnection = 'page'
    },
    text: () => 'invalid_request: no connections enabled for the client',
    log: 'f',
  },
  {
    id: 'login-required',
    where: 'redirect',
    params: { prompt: 'none' },
    error: 'login_required',
    text: () => 'Login required',
    log: 'fsa',
  },
  {
    id: 'consent-required',
    where: 'redirect',
    signedIn: true,
    arrange: ({ auth0 }) => {
      const skip_consent_for_verifiable_first_party_clients = false
      auth0.addApi({ identifier: 'urn:api', skip_consent_for_verifiable_first_party_clients })
    },
    params: { prompt: 'none', audience: 'urn:api' },
    error: 'consent_required',
    text: () => 'Consent required',
    log: 'fsa',
  },
  {
    id: 'interaction-required',
    where: 'redirect',
    signedIn: true,
    arrange: ({ app }) => app.callbacks.push(loopback),
    params: { prompt: 'none', redirect_uri: loopback },
    error: 'interaction_required',
    text: () => 'Interaction required',
    log: 'fsa',
  },
  {
    id: 'cancelled',
    where: 'redirect',
    visit: { cancel: true },
    error: 'access_denied',
    text: () => 'User did not authorize the request',
    log: 'f',
  },
  {
    id: 'denied-by-an-action',
    where: 'redirect',
    arrange: ({ auth0 }) => {
      auth0.tenant.behaviour.actionDenies = 'Only on weekdays'
    },
    error: 'access_denied',
    text: () => 'Only on weekdays',
    log: 'f',
  },
  {
    id: 'user-blocked',
    where: 'redirect',
    arrange: ({ auth0 }) => {
      for (const user of auth0.tenant.users) user.blocked = true
    },
    // Reported as `unauthorized` (auth0/docs#4767), where others get access_denied.
    error: 'unauthorized',
    text: () => 'user is blocked',
    log: 'f',
  },
  {
    id: 'wrong-password',
    where: 'page',
    visit: { as: { email: 'alice@example.com', password: 'wrong' } },
    text: () => 'Wrong email or password',
    log: 'fp',
  },
  {
    id: 'organization-required',
    where: 'redirect',
    arrange: ({ app }) => {
      app.organization_usage = 'require'
    },
    error: 'invalid_request',
    text: () => 'parameter organization is required for this client',
    log: 'f',
  },
  {
    id: 'organization-invalid',
    where: 'redirect',
    arrange: ({ app }) => {
      app.organization_usage = 'require'
      app.default_organization = { organization_id: 'org_gone', flows: ['authorization_code'] }
    },
    error: 'invalid_request',
    text: () => 'parameter organization is invalid',
    log: 'f',
  },
]
