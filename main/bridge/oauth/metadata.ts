/**
 * The public documents of one origin, made from its URL and never from a request: RFC 9728 for the
 * resource, RFC 8414 (and its OpenID alias) for the server. Field by field what ChatGPT and Claude
 * need together.
 */
import { paths, resourceOf } from './paths.ts'
import { scopes } from './types.ts'

/** `offline_access` is a matter between client and server and never shown by the resource. */
export function protectedResourceMetadata(originUrl: string) {
  return {
    resource: resourceOf(originUrl),
    authorization_servers: [originUrl],
    scopes_supported: [...scopes],
    bearer_methods_supported: ['header'],
    resource_name: 'Drawbridge',
  }
}

export function authorizationServerMetadata(originUrl: string) {
  const authMethods = ['none', 'client_secret_basic', 'client_secret_post']
  return {
    issuer: originUrl,
    authorization_endpoint: originUrl + paths.authorize,
    token_endpoint: originUrl + paths.token,
    registration_endpoint: originUrl + paths.register,
    introspection_endpoint: originUrl + paths.introspect,
    revocation_endpoint: originUrl + paths.revoke,
    jwks_uri: originUrl + paths.jwks,
    // ChatGPT goes on refreshing only when offline_access is listed here.
    scopes_supported: [...scopes, 'offline_access'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    // Claude falls back to registration when either of the next two is missing.
    token_endpoint_auth_methods_supported: authMethods,
    client_id_metadata_document_supported: true,
    introspection_endpoint_auth_methods_supported: authMethods,
    revocation_endpoint_auth_methods_supported: authMethods,
    authorization_response_iss_parameter_supported: true,
    // The two members OpenID Connect Discovery §3 requires beside these.
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    protected_resources: [resourceOf(originUrl)],
  }
}
