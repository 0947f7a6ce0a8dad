/**
 * What a pretended Auth0 tenant holds, in the words of Auth0's own JSON. Plain objects: a test
 * changes them while everything runs, as an owner does in the dashboard. Two people have an account.
 */
import type { Clock } from '../../../main/bridge/base/ports.ts'

export interface TenantClient {
  client_id: string
  client_secret: string
  name: string
  app_type: string
  /** Fixed when it is made. Third-party apps have an id with `tpc_` and get no ID token. */
  is_first_party: boolean
  callbacks: string[]
  grant_types: string[]
  token_endpoint_auth_method: 'none' | 'client_secret_post' | 'client_secret_basic'
  oidc_conformant: boolean
  jwt_configuration: { alg: 'RS256' | 'HS256'; lifetime_in_seconds?: number }
  skip_non_verifiable_callback_uri_confirmation_prompt?: boolean
  organization_usage?: 'deny' | 'allow' | 'require'
  /** The organization sign-ins go to that name none. */
  default_organization?: { organization_id: string; flows: string[] }
  client_metadata?: Record<string, string>
}

export interface TenantUser {
  /** Begins with the strategy of the connection it belongs to: `auth0|…`, `google-oauth2|…`. */
  sub: string
  email: string
  email_verified: boolean
  name: string
  /** Users of a social connection have none here. */
  password: string | null
  blocked: boolean
}

export interface TenantConnection {
  id: string
  name: string
  strategy: 'auth0' | 'google-oauth2'
  enabled_clients: string[]
  /** Third-party apps may use only these. */
  is_domain_connection: boolean
  options: { disable_signup?: boolean; [option: string]: unknown }
}

export interface TenantApi {
  id: string
  identifier: string
  name: string
  /** Auth0's own, such as the Management API: never for third-party apps, nor for people. */
  is_system: boolean
  signing_alg: 'RS256' | 'HS256'
  /** What HS256 signs with. */
  signing_secret: string
  scopes: { value: string; description?: string }[]
  token_lifetime: number
  token_dialect: string
  enforce_policies: boolean
  allow_offline_access: boolean
  skip_consent_for_verifiable_first_party_clients: boolean
  token_encryption: { format: 'compact-nested-jwe'; encryption_key: { pem: string } } | null
  subject_type_authorization: {
    user: { policy: 'allow_all' | 'require_client_grant' | 'deny_all' }
    client: { policy: 'require_client_grant' | 'deny_all' }
  }
}

export interface TenantGrant {
  id: string
  /** Instead of it, `default_for` grants to all third-party apps. */
  client_id?: string
  default_for?: 'third_party_clients'
  audience: string
  scope: string[]
  subject_type: 'user' | 'client'
  allow_all_scopes: boolean
}

export interface TenantLogEntry {
  log_id: string
  date: string
  type: string
  description: string
  client_id?: string
  client_name?: string
  connection?: string
  user_id?: string
  user_name?: string
  ip: string
  details?: Record<string, unknown>
}

export interface TenantSettings {
  friendly_name: string
  default_audience: string
  resource_parameter_profile: 'audience' | 'compatibility'
  /** RFC 9207; off as in a new tenant. */
  authorization_response_iss_parameter_supported: boolean
  flags: Record<string, boolean>
}

/** Trouble that is no setting of the dashboard. */
interface Behaviour {
  /** What discovery answers: the domain's own, that of the other domain, a web page, or nothing. */
  discovery: 'own' | 'other-domain' | 'page' | 'unavailable'
  /** How an app without a connection is told so. */
  noConnection: 'redirect' | 'page'
  /** The text with which an Action of the tenant denies every login. */
  actionDenies: string | null
  /** The parameters a third-party app may send to /authorize. */
  thirdPartyParameters: Set<string>
  /** Which domain's name is in the tokens: that of the one asked, or the other, as behind a proxy. */
  tokensOf: 'own' | 'other-domain'
  /** The token endpoint has had enough requests. */
  tokenLimitReached: boolean
  /** Everything answers 503. */
  down: boolean
}

export interface Tenant {
  clock: Clock
  clients: Map<string, TenantClient>
  users: TenantUser[]
  connections: TenantConnection[]
  apis: Map<string, TenantApi>
  grants: TenantGrant[]
  organizations: string[]
  settings: TenantSettings
  /** Newest first. */
  logs: TenantLogEntry[]
  behaviour: Behaviour
}

export const alice: TenantUser = {
  sub: 'auth0|alice',
  email: 'alice@example.com',
  email_verified: true,
  name: 'Alice',
  password: 'correct horse',
  blocked: false,
}

export const mallory: TenantUser = {
  sub: 'auth0|mallory',
  email: 'mallory@example.com',
  email_verified: true,
  name: 'Mallory',
  password: 'battery staple',
  blocked: false,
}
