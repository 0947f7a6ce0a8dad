/**
 * What Auth0 and other providers say while somebody signs in: on their own page, in a redirect, or at
 * the token endpoint. Auth0's wordings are from its documentation and from public reports.
 */
import { quoted, reason } from '../quoted.ts'
import type { Match, Row } from '../row.ts'

const anywhere = ['redirect', 'token', 'page'] as const
const browser = ['redirect', 'page'] as const

const audience = (match: Match, sent: string | null | undefined) => ({
  audience: quoted(match[1] ?? sent ?? undefined, 'of an API'),
})

/** Only a Default Audience of the tenant can ask for an API when the bridge does not. */
const noneSent = ({ audience: sent }: { audience?: string | null }): boolean => sent === null

export const providerSignInRows: readonly Row[] = [
  {
    code: 'upstream-callback-mismatch',
    where: anywhere,
    text: /callback url mismatch\.?\s{0,9}(?<url>[a-z][\w+.-]*:\/\/\S+?)?(?=\s{1,9}is not|\s|$)|redirect_uri(?:_mismatch| did not match| is not|.{0,40}(?:not registered|mismatch|not in the list))|invalid (?:parameter: )?redirect.?uri/i,
    page: 'application',
    details({ match, about }) {
      const url = match.groups?.['url'] ?? about.callback
      return { callback: url === undefined ? '' : `: ${quoted(url, '')}` }
    },
  },
  {
    code: 'upstream-client-unknown',
    where: anywhere,
    text: /unknown client:?\s*([\w.-]{6,})?|client (?:is )?(?:not found|unknown)|client_not_found|no client found/i,
    page: 'applications',
    details: ({ match, about }) => ({
      client: quoted(match[1] ?? about.clientId ?? undefined, 'that was entered'),
    }),
  },
  {
    code: 'auth0-default-audience',
    where: anywhere,
    text: /service not (?:found|enabled within domain):?\s*(\S+)?/i,
    when: noneSent,
    instead: ['auth0-audience-unknown', 'auth0-user-access-missing'],
    page: 'tenant',
    details: ({ match }) => audience(match, null),
  },
  {
    code: 'auth0-audience-unknown',
    where: anywhere,
    text: /service not (?:found|enabled within domain):?\s*(\S+)?/i,
    page: 'apis',
    details: ({ match, about }) => audience(match, about.audience),
  },
  {
    code: 'auth0-client-access-missing',
    where: anywhere,
    text: /client is not authorized to access "([^"]+)"|create a "client-grant" associated/i,
    page: 'apis',
    details: ({ match, about }) => audience(match, about.audience),
  },
  {
    code: 'auth0-default-audience',
    where: anywhere,
    text: /is not authorized to access resource server:? "?([^"\s]+)/i,
    when: noneSent,
    instead: ['auth0-audience-unknown', 'auth0-user-access-missing'],
    page: 'tenant',
    details: ({ match }) => audience(match, null),
  },
  {
    code: 'auth0-user-access-missing',
    where: anywhere,
    text: /is not authorized to access resource server:? "?([^"\s]+)/i,
    page: 'apis',
    details: ({ match, about }) => audience(match, about.audience),
  },
  {
    code: 'auth0-third-party',
    where: anywhere,
    text: /third[- ]party (?:client|application)s?/i,
    page: 'applications',
  },
  {
    code: 'upstream-grant-type',
    where: anywhere,
    text: /grant type '([^']+)' not allowed/i,
    page: 'application',
    details: ({ match }) => ({ grant: match[1] ?? 'authorization_code' }),
  },
  {
    code: 'auth0-no-connection',
    where: browser,
    text: /no connections? (?:are |is )?enabled|the connection (?:was disabled|is not enabled)/i,
    page: 'connections',
  },
  {
    code: 'auth0-organization',
    where: browser,
    text: /parameter organization|organization is (?:required|invalid)/i,
    page: 'application',
  },
  {
    code: 'auth0-blocked',
    where: browser,
    text: /user is blocked|account (?:has been |is )?blocked|blocked after (?:multiple|too many)|suspicious.{0,40}login/i,
    page: 'users',
  },
  {
    code: 'auth0-wrong-password',
    where: ['page'],
    text: /wrong (?:email|username|user name|phone number)[\w ]{0,60} or password/i,
    page: 'users',
  },
  {
    code: 'upstream-login-required',
    where: browser,
    text: /\b(login_required|consent_required|interaction_required|account_selection_required)\b/i,
    details: ({ match }) => ({ error: match[1] ?? 'login_required' }),
  },
  {
    code: 'upstream-rate-limited',
    where: anywhere,
    text: /too many requests|global limit has been reached|too_many_requests|rate limit/i,
    details: () => ({ wait: '' }),
  },
  {
    code: 'upstream-verifier-refused',
    where: ['token', 'page'],
    text: /code.?verifier|\bpkce\b/i,
  },
  {
    code: 'upstream-code-refused',
    where: ['token', 'page'],
    text: /invalid authorization code|invalid_grant/i,
  },
  {
    code: 'upstream-secret-refused',
    where: ['token'],
    error: /^(?:access_denied|invalid_client)$/,
    page: 'application',
  },
  {
    // Keycloak answers so, where others say invalid_client.
    code: 'upstream-secret-refused',
    where: ['token'],
    status: (status) => status === 401,
    error: /^unauthorized_client$/,
    page: 'application',
  },
  {
    code: 'upstream-secret-refused',
    where: ['token', 'page'],
    text: /invalid client (?:credentials|secret)|invalid client or invalid client credentials/i,
    page: 'application',
  },
  {
    code: 'upstream-grant-type',
    where: ['token', 'redirect'],
    error: /^(?:unauthorized_client|unsupported_grant_type)$/,
    page: 'application',
    details: () => ({ grant: 'authorization_code' }),
  },
  {
    code: 'upstream-client-unknown',
    where: ['redirect'],
    error: /^invalid_client$/,
    page: 'applications',
    details: ({ about }) => ({ client: quoted(about.clientId ?? undefined, 'that was entered') }),
  },
  {
    code: 'upstream-denied',
    where: ['redirect'],
    // A blocked user comes back as `unauthorized` (auth0/docs#4767).
    error: /^(?:access_denied|unauthorized)$/,
    page: 'logs',
    details: reason,
  },
  {
    code: 'upstream-request-refused',
    where: ['redirect', 'token'],
    error:
      /^(?:invalid_request|invalid_scope|invalid_target|unsupported_response_type|request_not_supported|registration_not_supported)$/,
    page: 'application',
    details: reason,
  },
  {
    code: 'upstream-server-error',
    where: ['redirect', 'token'],
    error: /^(?:server_error|temporarily_unavailable)$/,
    page: 'logs',
    details: reason,
  },
]
