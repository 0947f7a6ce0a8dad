/** A tenant, an app, an API as Auth0 makes them: with defaults a set-up has to correct. */
import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../main/bridge/base/ports.ts'
import { alice, mallory } from './tenant.ts'
import type { Tenant, TenantApi, TenantClient, TenantConnection } from './tenant.ts'

export const randomId = (bytes: number): string => randomBytes(bytes).toString('hex')

const thirdPartyParameters = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'audience',
  'resource',
]

/** A new tenant as Auth0 makes one: a database with sign-ups, a social connection, no app. */
export function createTenant(clock: Clock): Tenant {
  const connection = (id: string, name: string, strategy: TenantConnection['strategy']) => ({
    id,
    name,
    strategy,
    enabled_clients: [],
    is_domain_connection: false,
    options: {},
  })
  return {
    clock,
    clients: new Map(),
    users: [{ ...alice }, { ...mallory }],
    connections: [
      connection('con_database00000', 'Username-Password-Authentication', 'auth0'),
      connection('con_google0000000', 'google-oauth2', 'google-oauth2'),
    ],
    apis: new Map(),
    grants: [],
    organizations: [],
    settings: {
      friendly_name: 'A tenant of tests',
      default_audience: '',
      resource_parameter_profile: 'compatibility',
      authorization_response_iss_parameter_supported: false,
      flags: { enable_dynamic_client_registration: false },
    },
    logs: [],
    behaviour: {
      discovery: 'own',
      noConnection: 'redirect',
      actionDenies: null,
      thirdPartyParameters: new Set(thirdPartyParameters),
      tokensOf: 'own',
      tokenLimitReached: false,
      down: false,
    },
  }
}

/** An app with the defaults of the Management API: too many grants, HS256, no connection. */
export function createClient(given: Partial<TenantClient>): TenantClient {
  const thirdParty = given.is_first_party === false
  return {
    client_id: (thirdParty ? 'tpc_' : '') + randomId(16),
    client_secret: randomBytes(48).toString('base64url'),
    name: 'An app',
    app_type: 'regular_web',
    is_first_party: true,
    callbacks: [],
    grant_types: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
    oidc_conformant: thirdParty,
    jwt_configuration: { alg: 'HS256' },
    ...given,
  }
}

export function createApi(given: Partial<TenantApi> & { identifier: string }): TenantApi {
  return {
    id: randomId(12),
    name: given.identifier,
    is_system: false,
    signing_alg: 'RS256',
    signing_secret: randomBytes(32).toString('base64url'),
    scopes: [],
    token_lifetime: 86_400,
    token_dialect: 'access_token',
    enforce_policies: false,
    allow_offline_access: false,
    skip_consent_for_verifiable_first_party_clients: true,
    token_encryption: null,
    ...given,
    subject_type_authorization: {
      user: { policy: 'allow_all' },
      client: { policy: 'require_client_grant' },
      ...given.subject_type_authorization,
    },
  }
}
