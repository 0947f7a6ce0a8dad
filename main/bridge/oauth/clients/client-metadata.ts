/**
 * Client metadata from outside (a registration or a fetched document), brought to what
 * oidc-provider accepts. Members that are not named here are dropped, among them those that would
 * make the bridge fetch something (sector_identifier_uri, jwks_uri).
 */
import { applicationType } from './redirect-uris.ts'

const kept = [
  'client_name',
  'client_uri',
  'logo_uri',
  'tos_uri',
  'policy_uri',
  'contacts',
  'redirect_uris',
  'response_types',
  'token_endpoint_auth_method',
] as const

const grantTypes = new Set(['authorization_code', 'refresh_token'])

export type Metadata = Record<string, unknown>

export function acceptableMetadata(given: Metadata): Metadata {
  const metadata: Metadata = {}
  // A null means "not given" (RFC 7591 §2); oidc-provider would refuse it.
  for (const name of kept) if (given[name] != null) metadata[name] = given[name]

  // Many native clients do not say that they are, and then no loopback port but one would do.
  const redirectUris = strings(given['redirect_uris'])
  if (redirectUris) metadata['application_type'] = applicationType(redirectUris)

  // A grant type this server does not know is left out instead of failing the client.
  const grants = strings(given['grant_types'])?.filter((type) => grantTypes.has(type))
  if (grants && grants.length > 0) metadata['grant_types'] = grants

  // `scope` is left out: oidc-provider would bind the client to it for ever, and then asking for one
  // more permission (step-up) could never work. The owner sees and decides what is asked each time.

  // ChatGPT names private_key_jwt as its preference and `none` in the list: the list decides. Who
  // names nothing is public here (oidc-provider would still make up a secret).
  const methods = strings(given['token_endpoint_auth_methods_supported'])
  if (methods?.includes('none')) metadata['token_endpoint_auth_method'] = 'none'
  metadata['token_endpoint_auth_method'] ??= 'none'
  return metadata
}

function strings(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const list: unknown[] = value
  return list.every((item) => typeof item === 'string') ? list : undefined
}
