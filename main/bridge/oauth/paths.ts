/** Every address of the authorization server, relative to an origin. */

export const paths = {
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  register: '/oauth2/register',
  introspect: '/oauth2/introspect',
  revoke: '/oauth2/revoke',
  /** The way back from an identity provider, and the beginning of a test of it. */
  callback: '/oauth2/callback',
  start: '/oauth2/start',
  jwks: '/.well-known/jwks.json',
  protectedResource: '/.well-known/oauth-protected-resource',
  authorizationServer: '/.well-known/oauth-authorization-server',
  openidConfiguration: '/.well-known/openid-configuration',
  interaction: '/interaction',
} as const

/** The protected resource of an origin: the URL people type into their client. */
export const resourceOf = (originUrl: string): string => `${originUrl}/mcp`

/** Whether a path can be ours at all: the quick test before any routing. */
export const isOurs = (path: string): boolean =>
  path.startsWith('/oauth2/') ||
  path.startsWith('/.well-known/') ||
  path.startsWith('/interaction/')
