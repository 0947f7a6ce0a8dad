/** What command-line clients, the SDKs and authorization servers say to clients. */
import { group } from '../quoted.ts'
import type { Row } from '../row.ts'

const theServer = () => ({ server: 'the server' })

export const clientRows: readonly Row[] = [
  {
    code: 'iss-missing',
    text: /missing "?iss"? parameter in authorization response|authorization response.{0,40}(?:lacks|without|missing) (?:the )?"?iss\b/i,
  },
  {
    code: 'iss-mismatch',
    text: /issuer mismatch in authorization response.{0,20}?: expected "?(?<expected>[^",\s]+)"?, received "?(?<found>[^",\s]+)/i,
    details: ({ match }) => ({
      expected: group(match, 'expected', 'another server'),
      found: group(match, 'found', 'no server'),
    }),
  },
  {
    code: 'metadata-wrong-issuer',
    text: /issuer mismatch in authorization server metadata.{0,24}?: expected "?(?<expected>[^",\s]+)"?, received "?(?<found>[^",\s]+)/i,
    details: ({ match }) => ({
      url: group(match, 'expected', 'the server'),
      issuer: group(match, 'found', 'by another name'),
    }),
  },
  {
    code: 'registration-missing',
    text: /does(?: not|n't) support dynamic client registration|dynamic client registration (?:is )?not supported/i,
    details: theServer,
  },
  {
    code: 'pkce-missing',
    text: /does(?: not|n't) support (?:code challenge method|pkce)|missing code_challenge_methods_supported/i,
    details: theServer,
  },
  {
    code: 'resource-mismatch',
    text: /protected resource (?<found>\S+) does not match expected (?<asked>\S+)/i,
    details: ({ match }) => ({
      found: group(match, 'found', 'another address'),
      asked: group(match, 'asked', 'an address'),
    }),
  },
  {
    code: 'resource-mismatch',
    text: /\binvalid_target\b|resource indicator is (?:missing|unknown|invalid|not allowed)/i,
    details: () => ({ found: 'by another address', asked: 'a resource it does not know' }),
  },
  {
    code: 'metadata-not-json',
    text: /unexpected token '?<'?.{0,80}(?:json|doctype)|<!doctype.{0,60}is not valid json/i,
    details: () => ({ document: 'a document in JSON', url: 'the server' }),
  },
  {
    code: 'metadata-missing',
    text: /http (?<status>\d{3}) trying to load (?:well-known )?(?:oauth|openid provider)(?: protected resource)? metadata(?:\.| from (?<url>\S+))?/i,
    details: ({ match }) => ({
      document: 'metadata of the sign-in',
      url: group(match, 'url', 'the server'),
      answer: `status ${group(match, 'status', '404')}`,
    }),
  },
  {
    code: 'metadata-missing',
    text: /does not implement oauth 2\.0 protected resource metadata/i,
    details: () => ({
      document: 'resource metadata',
      url: 'the server',
      answer: 'nothing was found in any of the usual places',
    }),
  },
  {
    code: 'client-callback-unknown',
    text: /redirect_uri did not match any of the client's registered redirect_uris/i,
    instead: ['upstream-callback-mismatch', 'sign-in-failed'],
    details: () => ({ callback: 'an address' }),
  },
  {
    code: 'registration-refused',
    text: /(?:dynamic )?client registration failed\W{0,3}(?<reason>.{0,120})|\binvalid_(?:redirect_uri|client_metadata)\b\W{0,3}(?<why>.{0,120})/i,
    details: ({ match }) => ({
      server: 'The server',
      reason: group(match, 'reason', group(match, 'why', 'it gives no reason')),
    }),
  },
  {
    code: 'auth0-user-access-missing',
    text: /client (?:is )?not authorized to access (?:the )?resource server(?!:? ?")/i,
    details: () => ({ audience: 'it is asked for' }),
  },
  {
    code: 'client-not-registered',
    text: /\binvalid_client\b|client id .{1,200}? (?:is )?not (?:found|known|registered)/i,
    instead: ['upstream-client-unknown', 'upstream-secret-refused'],
    details: () => ({ client: 'that the client kept' }),
  },
  {
    code: 'client-scope-loop',
    text: /server returned 403 after trying upscoping/i,
  },
  {
    code: 'insufficient-scope',
    text: /(?<!expected any of.{0,160})\binsufficient_scope\b(?:.{0,160}?scope="?(?<scope>[\w:.-]+))?/i,
    details: ({ match }) => ({ scope: group(match, 'scope', 'asked for') }),
  },
  {
    code: 'token-invalid',
    text: /server returned 401 after successful authentication/i,
    details: () => ({ reason: 'it was refused right after the sign-in' }),
  },
  {
    code: 'client-code-refused',
    text: /grant request is invalid|authorization code (?:is expired|redirect_uri mismatch|already (?:consumed|used))/i,
    instead: ['upstream-code-refused', 'client-needs-sign-in'],
    details: ({ words }) => ({ reason: words.toLowerCase() }),
  },
  {
    code: 'client-call-timeout',
    text: /(?:mcp )?error -32001|\brequest timed out\b|\bdeadline exceeded\b|tool call timed out|timed out after \d+/i,
  },
  {
    code: 'client-protocol',
    text: /-32020\b|-32022\b|unsupported protocol version|not acceptable: client must accept/i,
    details: ({ words }) => ({ reason: words.slice(0, 80) }),
  },
  {
    code: 'client-sse-only',
    text: /sse error: non-200 status code \(40[045]\)/i,
    details: () => ({ client: 'The client' }),
  },
  {
    code: 'unknown-origin',
    text: /invalid host(?: header)?\b|host not allowed|misdirected request/i,
  },
  {
    code: 'origin-refused',
    text: /invalid origin(?: header)?:? ?(?<origin>https?:\/\/[\w.:-]+|null)?|origin not allowed/i,
    details: ({ match }) => ({ origin: group(match, 'origin', 'that site') }),
  },
  {
    code: 'client-needs-sign-in',
    text: /needs authentication\b|\bauth_required\b|\binvalid_grant\b(?!.{0,60}authorization code)/i,
  },
  {
    code: 'client-needs-sign-in',
    text: /\b401\b.{0,30}unauthori[sz]ed|\bhttp 401\b|status(?: code)?:? 401\b/i,
    general: true,
  },
]
