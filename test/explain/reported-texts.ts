/**
 * Error texts that people reported in public, with names replaced, and what may come first for each: the
 * kinds are read in main/bridge/explain/rows/other-software.ts.
 */
import type { ErrorCode } from '../../main/bridge/base/errors.ts'

export const reportedTexts: readonly [source: string, text: string, means: readonly ErrorCode[]][] =
  [
    [
      'anthropics/claude-code#47975 2026-04-14 (Entra)',
      "AADSTS50011: The redirect URI 'https://bridge.example.org/oauth2/callback' specified in the request does not match the redirect URIs configured for the application '11111111-2222-3333-4444-555555555555'. Make sure the redirect URI",
      ['upstream-callback-mismatch'],
    ],
    [
      'anthropics/claude-code#89438 2026-08-25',
      "AADSTS650053: The application 'Drawbridge' asked for scope 'mcp.read' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'.",
      ['upstream-request-refused', 'insufficient-scope'],
    ],
    [
      'keycloak/keycloak#8751 2021',
      '"error":"invalid_scope", "error_description": "Invalid scopes: openid profile email"',
      ['upstream-request-refused'],
    ],
    [
      'dnotitia/akb#635 2026-09-21 (Keycloak)',
      '{"error":"insufficient_scope","error_description":"Policy \'Trusted Hosts\' rejected request to client-registration service. Details: Host not trusted."}',
      ['registration-refused'],
    ],
    [
      'keycloak/keycloak#16923 2023',
      '{"error":"unauthorized_client","error_description":"Invalid client or Invalid client credentials"}',
      ['upstream-secret-refused'],
    ],
    [
      'moghtech/komodo#121 2024, georgmangold/console#78 2025 (authentik)',
      'Redirect URI Error The request fails due to a missing, invalid, or mismatching redirection URI (redirect_uri).',
      ['upstream-callback-mismatch'],
    ],
    [
      'zitadel/zitadel-charts#146 2023, Stirling-PDF#1315',
      '{"error":"invalid_request","error_description":"The requested redirect_uri is missing in the client configuration. If you have any questions, you may contact the administrator of the application."}',
      ['upstream-callback-mismatch'],
    ],
    [
      'grafana/grafana#88362 2024 (Okta)',
      "Your request resulted in an error. The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: https://dev-1-admin.okta.com/admin/app/oidc_client/instance/0oa1#tab-general",
      ['upstream-callback-mismatch'],
    ],
    [
      'okta/samples-js-angular#184 2025',
      'OAuthError: User is not assigned to the client application.',
      ['upstream-denied'],
    ],
    [
      'openai/codex#19154 2026-04-23 (Okta behind)',
      'Error: Registration failed: Dynamic registration failed: Registration failed: HTTP 403 Forbidden: {"errorCode":"E0000005","errorSummary":"Invalid session","errorLink":"E0000005","errorId":"x","errorCauses":[]}',
      ['registration-refused'],
    ],
    [
      'xing5/mcp-google-sheets#26 2025 (Google)',
      'Access blocked: Drawbridge has not completed the Google verification process Error 403: access_denied',
      ['upstream-denied'],
    ],
    [
      'panva/openid-client#737 2024',
      "ClientError: discovered metadata issuer does not match the expected issuer code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'",
      ['upstream-wrong-issuer', 'metadata-wrong-issuer'],
    ],
    [
      'coreos/go-oidc#240 2020',
      'oidc: issuer did not match the issuer returned by provider, expected "https://idcs.example.com" got "https://identity.example.com/"',
      ['upstream-wrong-issuer', 'metadata-wrong-issuer', 'iss-mismatch'],
    ],
    [
      'anthropics/claude-ai-mcp#64, #566 2026',
      'McpAuthorizationError: Your account was authorized but the integration rejected the credentials, so the connection was reverted.',
      ['claude-token-exchange', 'client-token-refused', 'token-invalid', 'client-token-unused'],
    ],
    [
      'anthropics/claude-ai-mcp#930 2026-08-26',
      "No MCP server was found at the provided URL, or your account doesn't have access to it.",
      ['claude-unreachable', 'client-wrong-path', 'unknown-path'],
    ],
    [
      'anthropics/claude-ai-mcp#207 2026-07-13 (name in the sentence)',
      'Authorization with Drawbridge failed. You can check your credentials and permissions. If this persists, share this reference with support: "ofid_1aa88b548a1a1f54"',
      ['claude-token-exchange'],
    ],
    [
      'anthropics/claude-ai-mcp#888 2026 (Japanese)',
      'drawbridgeへの接続を開始しましたが、完了しませんでした。 drawbridgeのサインインサービスに登録できませんでした。もう一度お試しいただくか、コネクタ設定でOAuth Client IDを追加してください。',
      ['claude-registration'],
    ],
    [
      'TanStack/tanstack.com#652 2026-01 (Cursor)',
      '[error] Client error for command Redirect URIs must be localhost or HTTPS',
      ['registration-refused', 'invalid-redirect-uri'],
    ],
    [
      'anomalyco/opencode#44700 2026-09, vercel/ai#21024',
      'Error: Existing OAuth client information is required when exchanging an authorization code',
      ['client-not-registered', 'client-exchange-refused'],
    ],
    [
      'punkpeye/mcp-remote#204 2025-12',
      'Fatal error: InvalidClientMetadataError: Requested scopes are not valid: email, openid, profile',
      ['registration-refused'],
    ],
    [
      'danny-avila/LibreChat#12254 2026-03 (FastMCP)',
      'Streamable HTTP error: Error POSTing to endpoint: {"error": "invalid_token", "error_description": "Authentication failed. The provided bearer token is invalid, expired, or no longer recognized by the server. To resolve: clear auth',
      ['token-invalid', 'client-needs-sign-in', 'client-token-refused'],
    ],
    [
      'danny-avila/LibreChat#14724 2026-08',
      'OAuth callback failed: Missing client_id',
      ['client-exchange-refused', 'client-not-registered', 'ambiguous-client', 'malformed-request'],
    ],
    [
      'danny-avila/LibreChat#13528 2026-06',
      'token endpoint returned invalid_grant: invalid code verifier',
      ['upstream-verifier-refused', 'client-code-refused'],
    ],
    [
      'tripsyapp/cli#8 2026-08 (Grok)',
      'Client registration request includes an invalid redirect_uri',
      ['registration-refused', 'invalid-redirect-uri', 'client-callback-unknown'],
    ],
    [
      'chrisns/govreposcrape#356 2026-06 (Copilot Studio)',
      "Connector request failed. Couldn't retrieve the requested items",
      ['client-vague-message'],
    ],
    [
      'cloudflare/mcp-server-cloudflare#457 2026-08',
      'Invalid Scope Unknown OAuth scope: openid, email, profile Error code: invalid_scope',
      ['upstream-request-refused', 'insufficient-scope'],
    ],
    [
      'nowledge-co/community#496 2026-08 (ChatGPT)',
      'No app actions available',
      ['client-vague-message', 'chatgpt-search-missing'],
    ],
    [
      'orchidfiles/ungate#28 2026-07-23',
      'ERR Failed to initialize DNS local resolver error="lookup region1.v2.argotunnel.com: i/o timeout"',
      ['name-lookup-failing', 'tunnel-edge-unreachable'],
    ],
    [
      'cloudflare/cloudflared#842 2022',
      'ERR Serve tunnel error error="DialContext error: dial tcp 198.41.200.63:7844: connect: network is unreachable" connIndex=0',
      ['tunnel-edge-unreachable', 'offline'],
    ],
    [
      'google-gemini/gemini-cli#15551 2025-12',
      "Invalid configuration in /home/o/.gemini/settings.json: Error in: mcpServers.drawbridge Unrecognized key(s) in object: 'type' Please fix the configuration and try again.",
      ['config-unreadable'],
    ],
    [
      'ship-studio/ship-studio#911 2026-09 (Codex)',
      'failed to load MCP servers from /home/o/.codex Caused by: 0: /home/o/.codex/config.toml:7:2: carriage return must be followed by newline, expected newline',
      ['config-unreadable'],
    ],
    [
      'NixOS/nixpkgs#280203 2024',
      "[org.freedesktop.DBus.Error.ServiceUnknown] ('The name org.freedesktop.secrets was not provided by any .service files',)",
      ['keychain-locked', 'secrets-weakly-kept'],
    ],
    [
      'CodeWithCJ/SparkyFitness#1540 2026-06',
      'MCP error -32602: Input validation error: Invalid arguments for tool check_inbox: [{"code":"invalid_type","expected":"string","received":"null","path":["after"]}]',
      ['invalid-input'],
    ],
    [
      'anthropics/claude-code#13685 2025-12',
      "Error: [ { validation: 'url', code: 'invalid_string', message: 'Invalid url', path: ['client_uri'] }, { code: 'custom', message: 'URL must be parseable', fatal: true, path: ['client_uri'] } ]",
      ['registration-answer-invalid'],
    ],
    [
      'openai/codex#6465-like "Auth required" (rmcp wording, seen in obot/goose threads)',
      'MCP client for `drawbridge` failed to start: MCP startup failed: handshaking with MCP server failed: Send message error Transport [rmcp::transport::worker::WorkerTransport] error: Auth required, when send initialize request',
      ['client-needs-sign-in'],
    ],
    [
      'lemaiwo/btp#13 2025-12',
      'Missing redirect_uri parameter',
      ['client-callback-unknown', 'upstream-callback-mismatch', 'upstream-request-refused'],
    ],
    [
      'nimbalyst/nimbalyst#1124 2026-08',
      'OAuth authorization failed: The OAuth helper exited before authorization completed (exit code 1).',
      ['client-vague-message', 'sign-in-unfinished'],
    ],
  ]
