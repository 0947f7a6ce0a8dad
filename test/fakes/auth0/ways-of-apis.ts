/** What comes of asking for an API, or of being a third-party app; often the tenant asks by itself. */
import type { ProgramWay, SignInWay, World } from './way-types.ts'

const api = 'https://api.example/'

const notFound = {
  where: 'redirect',
  error: 'access_denied',
  log: 'f',
} as const

const notAuthorized = {
  where: 'redirect',
  error: 'access_denied',
  text: ({ app }: World) =>
    `Client "${app.client_id}" is not authorized to access resource server "${api}".`,
  log: 'f',
} as const

type UserPolicy = 'allow_all' | 'require_client_grant' | 'deny_all'

const addApi = ({ auth0 }: World, policy: UserPolicy): void => {
  auth0.addApi({
    identifier: api,
    scopes: [{ value: 'read:things' }],
    subject_type_authorization: { user: { policy }, client: { policy: 'require_client_grant' } },
  })
}

const grant = ({ auth0, app }: World, subject_type: 'user' | 'client'): void => {
  const { client_id } = app
  const common = { audience: api, scope: [], allow_all_scopes: true }
  auth0.tenant.grants.push({ id: `cgr_${subject_type}`, client_id, subject_type, ...common })
}

/** As if the app had been made by dynamic registration. Its id cannot tell, since the bridge has it. */
const beThirdParty = ({ auth0, app }: World): void => {
  app.is_first_party = false
  for (const connection of auth0.tenant.connections) connection.is_domain_connection = true
}

const signIns: readonly SignInWay[] = [
  {
    id: 'api-unknown',
    ...notFound,
    audience: 'https://api.example',
    arrange: (world) => addApi(world, 'allow_all'),
    text: () => 'Service not found: https://api.example',
  },
  {
    id: 'default-audience-unknown',
    ...notFound,
    arrange: ({ auth0 }) => {
      auth0.tenant.settings.default_audience = 'https://gone.example'
    },
    text: () => 'Service not found: https://gone.example',
  },
  {
    id: 'api-for-nobody',
    ...notAuthorized,
    audience: api,
    arrange: (world) => addApi(world, 'deny_all'),
  },
  {
    id: 'api-without-a-grant',
    ...notAuthorized,
    audience: api,
    arrange: (world) => addApi(world, 'require_client_grant'),
  },
  {
    id: 'api-with-a-client-grant-only',
    ...notAuthorized,
    audience: api,
    arrange(world) {
      addApi(world, 'require_client_grant')
      grant(world, 'client')
    },
  },
  {
    id: 'api-of-the-system',
    ...notAuthorized,
    audience: api,
    arrange: ({ auth0 }) => void auth0.addApi({ identifier: api, is_system: true }),
  },
  {
    id: 'default-audience-without-a-grant',
    ...notAuthorized,
    arrange(world) {
      addApi(world, 'require_client_grant')
      world.auth0.tenant.settings.default_audience = api
    },
  },
  {
    id: 'third-party-without-a-grant',
    ...notAuthorized,
    audience: api,
    arrange(world) {
      addApi(world, 'allow_all')
      beThirdParty(world)
    },
  },
  {
    id: 'third-party-without-an-api',
    where: 'redirect',
    arrange: beThirdParty,
    error: 'invalid_request',
    text: () =>
      'The userinfo audience is not allowed for third party clients. Please specify a valid API audience.',
    log: 'f',
  },
  {
    id: 'third-party-extra-parameter',
    where: 'redirect',
    audience: api,
    arrange(world) {
      addApi(world, 'allow_all')
      grant(world, 'user')
      beThirdParty(world)
      world.auth0.tenant.behaviour.thirdPartyParameters.delete('nonce')
    },
    error: 'invalid_request',
    text: () => 'Unsupported parameter: nonce',
    log: 'f',
  },
  {
    id: 'third-party-response-type',
    where: 'redirect',
    audience: api,
    arrange: beThirdParty,
    params: { response_type: 'code id_token' },
    error: 'unsupported_response_type',
    text: () => 'Unsupported response type: code id_token',
    log: 'f',
  },
  {
    id: 'third-party-without-id-token',
    where: 'token',
    audience: api,
    arrange(world) {
      addApi(world, 'allow_all')
      grant(world, 'user')
      beThirdParty(world)
    },
    text: () => '"response" body "id_token" property must be a string',
    log: 'seacft',
  },
]

const programs: readonly ProgramWay[] = [
  {
    id: 'program-api-unknown',
    where: 'program',
    audience: api,
    status: 403,
    error: 'access_denied',
    text: () => `Service not enabled within domain: ${api}`,
    log: 'feccft',
  },
  {
    id: 'program-without-a-grant',
    where: 'program',
    audience: api,
    arrange: (world) => addApi(world, 'allow_all'),
    status: 403,
    error: 'access_denied',
    text: () =>
      `Client is not authorized to access "${api}". You need to create a "client-grant" associated to this API.`,
    log: 'feccft',
  },
  {
    id: 'program-with-a-user-grant-only',
    where: 'program',
    audience: api,
    arrange(world) {
      addApi(world, 'allow_all')
      grant(world, 'user')
    },
    status: 403,
    error: 'access_denied',
    text: () =>
      `Client is not authorized to access "${api}". You need to create a "client-grant" associated to this API.`,
    log: 'feccft',
  },
]

export const waysOfApis: readonly (SignInWay | ProgramWay)[] = [...signIns, ...programs]
