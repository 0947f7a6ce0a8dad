/**
 * What other software says, by kind: the providers people sign in with, the libraries clients are made
 * of, and Claude in other languages. A row reads what a kind of message has in common, not one wording:
 * names, hosts, versions and what is wrapped around it differ.
 */
import { atServer, group } from '../quoted.ts'
import type { Row, Seen } from '../row.ts'

const said = ({ words }: Seen) => ({ reason: words.slice(0, 160) })

/** Who was asked to register the client, and what it said. */
const atRegistration = ({ match, words }: Seen) => ({
  server: 'The server',
  reason: group(match, 'reason', words.slice(0, 120)),
})

/** Providers: Entra, Keycloak, authentik, Zitadel, Okta, Google, Authelia and those like them. */
const providerRows: readonly Row[] = [
  {
    code: 'registration-refused',
    text: /policy '[^']{1,80}' rejected request to client-registration|(?:dynamic )?(?:client )?registration (?:failed|is not (?:allowed|enabled|supported)|was (?:refused|rejected|denied))(?<reason>.{0,160})|client registration request (?:includes|contains|has) an? (?<why>.{1,80})|invalidclientmetadataerror\W{0,3}(?<what>.{0,120})|redirect uris? must be (?:localhost|https|loopback)/i,
    instead: [
      'insufficient-scope',
      'upstream-callback-mismatch',
      'upstream-request-refused',
      'client-not-registered',
      'client-needs-sign-in',
      'upstream-denied',
    ],
    details: atRegistration,
  },
  {
    code: 'upstream-callback-mismatch',
    text: /aadsts(?:50011|500113|700054)\b|redirect(?:ion)?[ _-]?uri\b.{0,120}?(?:do(?:es)? not match|did not match(?! any of the client's)|mismatch|missing in the client|not (?:registered|allowed|configured|whitelisted|found)|is missing|must be an? (?:login )?redirect)|(?:missing|invalid|mismatching),? .{0,40}?redirect(?:ion)? uri|redirect uri error|(?:invalid|mismatched) (?:redirect|callback) (?:url|uri)|the '?redirect_uri'? parameter must be/i,
    instead: ['upstream-request-refused', 'client-callback-unknown', 'sign-in-failed'],
    details: () => ({ callback: '' }),
  },
  {
    code: 'upstream-secret-refused',
    text: /invalid client (?:credentials|secret)|(?:invalid client or )?invalid client credentials|aadsts70002(?:15|18)\b|client (?:secret|authentication) (?:is )?(?:invalid|wrong|failed|mismatch)|unauthorized_client\b.{0,60}credential/i,
    instead: ['upstream-grant-type', 'client-not-registered', 'auth0-grant-types'],
  },
  {
    code: 'upstream-request-refused',
    text: /aadsts65\d{4}\b|\binvalid_scope\b|invalid scopes?\b|unknown oauth scope|(?:requested )?scopes? (?:is|are) (?:not valid|invalid|unknown|not (?:allowed|supported))|asked for scope .{1,80} that doesn't exist/i,
    instead: ['insufficient-scope'],
    details: said,
  },
  {
    code: 'upstream-denied',
    text: /(?:user|you) (?:is|are) not assigned to (?:the|this) (?:client )?application|aadsts50105\b|access blocked\b|has not completed the google verification|\b403: (?:access_denied|org_internal)|app is (?:currently )?being tested|not (?:a member of|allowed to (?:use|access)) (?:the|this) (?:client|application)/i,
    instead: ['client-denied', 'client-needs-sign-in', 'insufficient-scope'],
    details: said,
  },
  {
    code: 'upstream-wrong-issuer',
    text: /discovered metadata issuer does not match|issuer (?:did|does) not match the issuer returned|unexpected "?iss(?:uer)?"? (?:value|claim) in (?:the )?(?:discovery|metadata)|json_attribute_comparison_failed.{0,80}issuer|issuer.{0,120}json_attribute_comparison_failed/i,
    details: () => ({ domain: 'the address that was entered', issuer: 'otherwise' }),
  },
  {
    code: 'auth0-user-access-missing',
    text: /is not authorized to access (?:the )?resource server(?!:? ?")/i,
    details: () => ({ audience: 'it is asked for' }),
  },
]

/** Libraries and hosts of clients. */
const libraryRows: readonly Row[] = [
  {
    // Auth0's own words, so the sign-in there is meant and not one here.
    code: 'upstream-verifier-refused',
    text: /Failed to verify code verifier/i,
    instead: ['client-needs-sign-in', 'upstream-code-refused'],
  },
  {
    code: 'client-code-refused',
    text: /invalid_grant\b(?!.{0,60}Failed to verify).{0,60}\bcode[ _]?verifier|code[ _]?verifier.{0,40}(?:invalid|mismatch|does not match|failed)|pkce (?:verification|validation) failed/i,
    instead: ['client-needs-sign-in', 'upstream-code-refused', 'upstream-verifier-refused'],
    details: said,
  },
  {
    code: 'token-invalid',
    text: /\binvalid_token\b|bearer token (?:is )?(?:invalid|expired)|token (?:is|was) (?:invalid|expired|revoked|no longer (?:valid|recognized))/i,
    details: () => ({ reason: 'expired or revoked' }),
  },
  {
    code: 'client-not-registered',
    text: /(?:existing )?oauth client information is required|(?:missing|no) client[ _]information/i,
    details: () => ({ client: 'that the client should have kept' }),
  },
  {
    code: 'client-exchange-refused',
    text: /(?:oauth )?callback failed.{0,20}missing client_id|missing (?:required )?(?:parameter:? )?"?client_id"?/i,
    details: () => ({ client: 'The client', reason: 'it sent no client_id' }),
  },
  {
    code: 'client-callback-unknown',
    text: /(?:missing|no) (?:required )?(?:parameter:? )?"?redirect_uri"?(?: parameter)?\b/i,
    details: () => ({ callback: 'an address it does not name' }),
  },
  {
    code: 'registration-answer-invalid',
    text: /(?:invalid url|must be parseable|url must be).{0,200}['"]?(?:client_uri|logo_uri|tos_uri|policy_uri)/i,
    details: () => ({ problem: 'an address in it is empty or no web address' }),
  },
  {
    code: 'client-needs-sign-in',
    text: /\bauth(?:entication|orization)? required\b|\bautherror: (?:unauthorized|no token)/i,
  },
  {
    code: 'invalid-input',
    text: /-32602\b.{0,40}(?:input validation|invalid arguments?|invalid params)|invalid arguments? for tool|input validation error/i,
    details: () => ({ problem: 'The client sent arguments that the tool does not take' }),
  },
  {
    code: 'config-unreadable',
    text: /(?:invalid configuration in|(?:failed|error|unable) (?:to )?(?:load|loading|parse|parsing|read|reading) (?:mcp servers|config(?:uration)?|settings)(?: from)?) ?(?<file>[\w:~./\\-]{1,200})?|(?<where>[\w:~./\\-]{1,200}(?:config\.toml|settings\.json|_config\.json|mcp\.json|opencode\.jsonc?)):?\d*.{0,40}(?:expected|unexpected|unrecognized|invalid)|unrecognized key\(s\) in object/i,
    details: ({ match }) => ({
      file: group(match, 'file', group(match, 'where', 'of the client')),
      problem: 'its own program rejects it',
    }),
  },
  {
    code: 'keychain-locked',
    text: /org\.freedesktop\.secrets.{0,60}not provided|no such secret collection|secret service.{0,40}(?:not available|unavailable|no such interface)|cannot autolaunch d-bus|failed to unlock (?:the )?(?:keyring|keychain|collection)/i,
    details: () => ({ reason: 'there is no secret service on this desktop', otherwise: '' }),
  },
]

/** cloudflared, whose words these are in its log. */
const tunnelRows: readonly Row[] = [
  {
    code: 'name-lookup-failing',
    text: /failed to initialize dns local resolver|lookup \S{1,120} ?(?:on \S{1,60})?: ?(?:i\/o timeout|server misbehaving|no such host)/i,
    instead: ['request-unanswered'],
    details: () => ({ reason: 'the name server of this network does not answer' }),
  },
  {
    code: 'tunnel-edge-unreachable',
    text: /(?:serve tunnel error|dialcontext error|dial (?:tcp|udp)) .{0,80}?(?::7844|argotunnel)|dial (?:tcp|udp) \S{1,60}:7844/i,
    instead: ['request-unanswered', 'tunnel-registration-refused'],
  },
]

/** The vendors' pages, in the languages and wordings that the rows of claude and chatgpt do not have. */
const vendorRows: readonly Row[] = [
  {
    code: 'claude-token-exchange',
    text: /authorization with .{1,80} failed\b.{0,120}(?:check your credentials|reference with support|ofid_)|your account was authorized but the integration rejected the credentials|mcpauthorizationerror/i,
    instead: ['client-vague-message'],
    cloud: true,
    details: atServer,
  },
  {
    code: 'claude-unreachable',
    text: /no mcp server was found at the provided url/i,
    cloud: true,
    details: atServer,
  },
  {
    code: 'claude-registration',
    text: /サインインサービスに登録できませんでした|(?:konnte|konnten) (?:sich )?nicht (?:bei|beim) .{1,80} registrier|impossible de s'inscrire (?:auprès|au service)|no se pudo registrar .{1,80} inicio de sesión|não foi possível (?:se )?registrar .{1,80} login|无法(?:在|向).{1,80}(?:登录|登入)服务(?:注册|登记)|로그인 서비스에 등록(?:하지|할 수)/i,
    instead: ['client-vague-message'],
    cloud: true,
    details: atServer,
  },
  {
    code: 'client-vague-message',
    text: /connector request failed|couldn't retrieve the requested items|no app actions available|oauth (?:helper|flow|process) exited before|oauth authorization failed|exited before authorization completed/i,
    general: true,
  },
]

export const otherSoftwareRows: readonly Row[] = [
  ...vendorRows,
  ...providerRows,
  ...libraryRows,
  ...tunnelRows,
]
