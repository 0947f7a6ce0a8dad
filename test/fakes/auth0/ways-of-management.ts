/** What the Management API refuses. */
import type { ManagementWay } from './way-types.ts'

const readClients = () => ({ method: 'GET', path: '/clients' })

export const waysOfManagement: readonly ManagementWay[] = [
  {
    id: 'management-token-expired',
    where: 'management',
    call: readClients,
    token: ({ auth0 }) => auth0.token(undefined, -60),
    status: 401,
    text: () => 'Invalid token',
  },
  {
    id: 'management-token-of-the-custom-domain',
    where: 'management',
    call: readClients,
    token: ({ auth0 }) => auth0.token(undefined, 3_600, { issuer: auth0.custom.issuer }),
    status: 401,
    text: ({ auth0 }) => `Bad audience: ${auth0.custom.issuer}api/v2/`,
  },
  {
    id: 'management-token-without-scope',
    where: 'management',
    call: ({ app }) => ({ method: 'PATCH', path: `/clients/${app.client_id}`, body: {} }),
    token: ({ auth0 }) => auth0.token(['read:clients']),
    status: 403,
    text: () => 'Insufficient scope, expected any of: update:clients',
  },
  {
    id: 'management-client-gone',
    where: 'management',
    call: () => ({ method: 'GET', path: '/clients/nobody' }),
    status: 404,
    text: () => 'The client does not exist',
  },
  {
    id: 'management-body-wrong',
    where: 'management',
    call: ({ app }) => ({
      method: 'PATCH',
      path: `/clients/${app.client_id}`,
      body: { callback: 'https://bridge.example/oauth2/callback' },
    }),
    status: 400,
    text: () => "Payload validation error: 'Additional properties not allowed: callback'.",
  },
  {
    id: 'management-api-exists',
    where: 'management',
    arrange: ({ auth0 }) => void auth0.addApi({ identifier: 'urn:api' }),
    call: () => ({ method: 'POST', path: '/resource-servers', body: { identifier: 'urn:api' } }),
    status: 409,
    text: () => 'A resource server with the same identifier already exists.',
  },
  {
    id: 'management-grant-exists',
    where: 'management',
    arrange: ({ auth0, app }) => {
      auth0.addApi({ identifier: 'urn:api' })
      auth0.tenant.grants.push({
        id: 'cgr_first',
        client_id: app.client_id,
        audience: 'urn:api',
        scope: [],
        subject_type: 'user',
        allow_all_scopes: false,
      })
    },
    call: ({ app }) => ({
      method: 'POST',
      path: '/client-grants',
      body: { client_id: app.client_id, audience: 'urn:api', scope: [], subject_type: 'user' },
    }),
    status: 409,
    text: () => 'A resource with the same identity already exists.',
  },
  {
    id: 'management-limit',
    where: 'management',
    call: readClients,
    times: 3,
    status: 429,
    text: () => 'Global limit has been reached',
  },
]
