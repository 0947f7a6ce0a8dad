/**
 * Every error text of the field notes and of what is known of the clients, as their pages show it,
 * with where it is from and the code that is to come first.
 */
import type { ErrorCode } from '../../main/bridge/base/errors.ts'

export interface ErrorText {
  source: string
  text: string
  code: ErrorCode
}

const talk = 'field notes, talk'
const investigation = 'field notes, investigation'
const comparison = 'field notes, comparison'
const analysis = 'field notes, analysis of a HAR file'
const chatgpt = 'MCP clients, ChatGPT'
const claude = 'MCP clients, Claude'
const cli = 'MCP clients, command line'
const sdk = 'TypeScript SDK'
const auth0 = 'Auth0, error catalogue'
const cloudflared = 'cloudflared'

const rows: readonly (readonly [source: string, text: string, code: ErrorCode])[] = [
  [
    talk,
    'Error: Client "abc123" is not authorized to access resource server "https://claude-chatgpt-bridge"',
    'auth0-user-access-missing',
  ],
  [talk, 'Client not authorized to access resource server', 'auth0-user-access-missing'],
  [
    talk,
    'You are about to visit https://abc.ngrok-free.app. This tunnel serves content from a ngrok user. Click "Visit Site" to continue.',
    'tunnel-interstitial',
  ],
  [talk, 'Every request was rejected with HTTP 401 Unauthorized', 'client-needs-sign-in'],
  [investigation, 'Failed to resolve OAuth client', 'chatgpt-oauth-client'],
  [investigation, 'Something went wrong', 'client-vague-message'],
  [
    investigation,
    'Oops!, something went wrong\ndev-4fm8hgna.us.auth0.com\nSee details for this error',
    'upstream-page-vague',
  ],
  [
    investigation,
    'Unknown client: mcp_03123b3b0f7f4306f937997298f2ad87',
    'upstream-client-unknown',
  ],
  [
    investigation,
    `{
  "type": "f",
  "description": "Unknown client: mcp_03123b3b0f7f4306f937997298f2ad87",
  "error": {
    "message": "Unknown client: mcp_03123b3b0f7f4306f937997298f2ad87",
    "oauthError": "invalid_request"
  }
}`,
    'upstream-client-unknown',
  ],
  [investigation, 'Empty client_id in registration response', 'registration-answer-invalid'],
  [
    investigation,
    'Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs.',
    'upstream-callback-mismatch',
  ],
  [comparison, 'Connection problem', 'client-vague-message'],
  [
    analysis,
    '{"detail": "Failed to resolve OAuth client for MCP connector: https://ownerrez-mcp-server.fly.dev/mcp"}',
    'client-old-address',
  ],
  [analysis, '"auth_request": { "oauth_client_params": null }', 'chatgpt-oauth-client'],
  [
    analysis,
    "Access to fetch at 'https://bridge.example/mcp' from origin 'http://localhost:6274' has been blocked by CORS policy: No header",
    'browser-blocked-answer',
  ],
  [chatgpt, 'MCP server https://bridge.example/mcp does not implement OAuth', 'chatgpt-no-oauth'],
  [
    chatgpt,
    'MCP server http://localhost:7420/mcp does not implement OAuth',
    'client-local-address',
  ],
  [chatgpt, 'MCP server https://bridge.example does not implement OAuth', 'client-wrong-path'],
  [chatgpt, 'Error fetching OAuth configuration', 'chatgpt-oauth-config'],
  [
    chatgpt,
    'Error creating connector\n1 validation error for RegisterResponse\nclient_secret\n  Input should be a valid string [type=string_type, input_value=None]',
    'registration-answer-invalid',
  ],
  [chatgpt, 'Error creating connector: Server disconnected', 'chatgpt-connector-refused'],
  [chatgpt, 'invalid_client', 'client-not-registered'],
  [chatgpt, 'search action not found', 'chatgpt-search-missing'],
  [claude, "Couldn't reach the MCP server", 'claude-unreachable'],
  [
    claude,
    "Couldn't register with Drawbridge's sign-in service. (mcp_registration_failed) ofid_0123456789abcdef",
    'claude-registration',
  ],
  [claude, 'mcp_registration_failed', 'claude-registration'],
  [claude, 'Authorization with the MCP server failed', 'claude-token-exchange'],
  [claude, 'mcp_token_exchange_failed', 'claude-token-exchange'],
  [claude, 'Reference: ofid_9f1c0d3a2b4e5f60', 'client-vague-message'],
  [
    cli,
    'bridge: https://bridge.example/mcp (HTTP) - ! Needs authentication',
    'client-needs-sign-in',
  ],
  [cli, 'bridge: https://bridge.example/mcp (HTTP) - ✘ Failed to connect', 'client-vague-message'],
  [cli, 'Missing "iss" parameter in authorization response per RFC 9207', 'iss-missing'],
  [cli, 'Server returned 403 after trying upscoping', 'client-scope-loop'],
  [cli, '{"error":"auth_required"}', 'client-needs-sign-in'],
  [cli, 'Token refresh failed: invalid_grant', 'client-needs-sign-in'],
  [cli, '{"error":"insufficient_scope","scope="bridge:write"}', 'insufficient-scope'],
  [cli, 'MCP error -32022: Unsupported protocol version', 'client-protocol'],
  [cli, 'MCP error -32020: header mismatch', 'client-protocol'],
  [cli, 'MCP error -32001: Request timed out', 'client-call-timeout'],
  [cli, 'Invalid Host: x.trycloudflare.com', 'unknown-origin'],
  [cli, 'Invalid Origin: https://claude.ai', 'origin-refused'],
  [
    sdk,
    'Incompatible auth server: does not support dynamic client registration',
    'registration-missing',
  ],
  [sdk, 'Incompatible auth server: does not support code challenge method S256', 'pkce-missing'],
  [
    sdk,
    'Protected resource https://claude-chatgpt-bridge does not match expected https://bridge.example/mcp (or origin)',
    'resource-mismatch',
  ],
  [
    sdk,
    'Resource server does not implement OAuth 2.0 Protected Resource Metadata.',
    'metadata-missing',
  ],
  [
    sdk,
    'HTTP 502 trying to load OAuth metadata from https://bridge.example/.well-known/oauth-authorization-server',
    'metadata-missing',
  ],
  [
    sdk,
    'Issuer mismatch in authorization server metadata (RFC 8414 §3.3): expected "https://bridge.example", received "https://tenant.eu.auth0.com/"',
    'metadata-wrong-issuer',
  ],
  [
    sdk,
    'Issuer mismatch in authorization response (RFC 9207): expected "https://bridge.example", received "https://other.example"',
    'iss-mismatch',
  ],
  [sdk, `Unexpected token '<', "<!DOCTYPE html"... is not valid JSON`, 'metadata-not-json'],
  [sdk, 'Server returned 401 after successful authentication', 'token-invalid'],
  [sdk, 'TypeError: fetch failed', 'request-unanswered'],
  [sdk, 'SSE error: Non-200 status code (405)', 'client-sse-only'],
  [
    auth0,
    'unauthorized_client: Callback URL mismatch. https://bridge.example/oauth2/callback is not in the list of allowed callback URLs',
    'upstream-callback-mismatch',
  ],
  [auth0, 'Unknown client: abcdefgh', 'upstream-client-unknown'],
  [auth0, 'access_denied: Service not found: https://bridge.example/mcp', 'auth0-audience-unknown'],
  [
    auth0,
    'Service not enabled within domain: https://bridge.example/mcp',
    'auth0-audience-unknown',
  ],
  [
    auth0,
    'Client is not authorized to access "https://api.example". You need to create a "client-grant" associated to this API.',
    'auth0-client-access-missing',
  ],
  [
    auth0,
    'The userinfo audience is not allowed for third party clients. Please specify a valid API audience.',
    'auth0-third-party',
  ],
  [auth0, "Grant type 'authorization_code' not allowed for the client.", 'upstream-grant-type'],
  [
    auth0,
    '{"error":"access_denied","error_description":"Unauthorized"}',
    'upstream-secret-refused',
  ],
  [
    auth0,
    '{"error":"invalid_grant","error_description":"Invalid authorization code"}',
    'upstream-code-refused',
  ],
  [auth0, 'no connections enabled for the client', 'auth0-no-connection'],
  [auth0, 'login_required', 'upstream-login-required'],
  [auth0, 'consent_required', 'upstream-login-required'],
  [auth0, 'invalid_request: parameter organization is invalid', 'auth0-organization'],
  [
    auth0,
    'https://bridge.example/oauth2/callback?error=access_denied&error_description=Blocked%20by%20an%20Action&state=abcdef',
    'upstream-denied',
  ],
  [
    auth0,
    'https://bridge.example/oauth2/callback?error=unsupported_response_type&state=abcdef',
    'upstream-request-refused',
  ],
  [
    auth0,
    '{"statusCode":401,"error":"Unauthorized","message":"Bad audience: https://custom.example/api/v2/"}',
    'auth0-token-refused',
  ],
  [
    auth0,
    '{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: create:clients","errorCode":"insufficient_scope"}',
    'auth0-token-scopes',
  ],
  [
    auth0,
    '{"statusCode":409,"error":"Conflict","message":"A resource server with this identifier already exists."}',
    'auth0-conflict',
  ],
  [auth0, '429 Too Many Requests: Global limit has been reached', 'upstream-rate-limited'],
  [
    cloudflared,
    'ERR Error unmarshaling QuickTunnel response: error code: 1015 error="invalid character \'e\'" status_code="429 Too Many Requests"',
    'tunnel-creation-limited',
  ],
  [
    cloudflared,
    'ERR Register tunnel error from server side error="Unauthorized: Tunnel not found" connIndex=0',
    'tunnel-credentials-refused',
  ],
  [
    cloudflared,
    'ERR Failed to dial a quic connection error="failed to dial to edge with quic: timeout: no recent network activity" connIndex=0',
    'tunnel-udp-blocked',
  ],
  [
    cloudflared,
    'ERR Unable to establish connection with Cloudflare edge error="DialContext error: dial tcp"',
    'tunnel-edge-unreachable',
  ],
  [
    cloudflared,
    'WRN Serve tunnel error error="connection with edge closed"',
    'tunnel-connection-lost',
  ],
  [cloudflared, 'ERR initial tunnel connection failed', 'tunnel-registration-refused'],
  [
    cloudflared,
    'Error opening metrics server listener: listen tcp 127.0.0.1:20241: bind: address already in use',
    'tunnel-metrics-port-busy',
  ],
  [cloudflared, 'Provided Tunnel token is not valid.', 'tunnel-token-invalid'],
  [cloudflared, 'error code: 1033', 'tunnel-no-connector'],
  [cloudflared, 'Attention Required! | Cloudflare', 'cloudflare-challenge'],
]

export const errorTexts: readonly ErrorText[] = rows.map(([source, text, code]) => ({
  source,
  text,
  code,
}))
