/** What the doctor reads out of error texts and HAR files. */
import { entry, type Entry } from './entry.ts'

/** What the pages of ChatGPT and Claude say, and command-line clients. */
const vendorErrors = {
  'client-old-address': entry(
    421,
    'owner',
    'The client asks {asked}, which is not the address of this bridge ({address}).',
    'Remove the connection in the client, and add it again with the address that `drawbridge url` prints.',
  ),
  'client-wrong-path': entry(
    404,
    'owner',
    'The client was given {asked}, and the MCP endpoint is {address}.',
    'Remove the connection in the client, and add it again with exactly that address, /mcp included.',
  ),
  'client-local-address': entry(
    400,
    'owner',
    'The client was given {asked}, an address that exists only on one computer; a client in the cloud cannot reach it.',
    'Open a public address (`drawbridge tunnel`), and give the client the one that `drawbridge url` prints.',
  ),
  'chatgpt-no-oauth': entry(
    502,
    'network',
    'ChatGPT could not read how to sign in at {server}.',
    'Check that the address is the one `drawbridge url` prints and that it is shown as reachable; then delete the connection in ChatGPT and create it again.',
  ),
  'chatgpt-oauth-config': entry(
    502,
    'network',
    'ChatGPT could not use the sign-in metadata of {server}.',
    'Check that the address is public and shown as reachable, then let the doctor rehearse the sign-in as ChatGPT.',
  ),
  'chatgpt-oauth-client': entry(
    502,
    'network',
    'ChatGPT got no client id for {server}.',
    'Check that nothing rewrites /.well-known/oauth-authorization-server on the way, then delete the connection in ChatGPT and create it again.',
  ),
  'chatgpt-connector-refused': entry(
    502,
    'client',
    'ChatGPT did not create the connection: {reason}.',
    'Do what the reason says; then delete what is left of the connection in ChatGPT and create it again.',
  ),
  'chatgpt-search-missing': entry(
    404,
    'client',
    'ChatGPT looked for the tools search and fetch and did not find them.',
    'Refresh the connection in ChatGPT, so that it reads the tools of this bridge again.',
  ),
  'claude-unreachable': entry(
    502,
    'network',
    'Claude could not reach {server}.',
    'Check that the public address is shown as reachable and listens on port 443, then connect again in Claude.',
  ),
  'claude-registration': entry(
    502,
    'network',
    'Claude could not register at {server}.',
    'Let the doctor rehearse the sign-in as Claude; if that is green, remove the connection in Claude and add it again.',
  ),
  'claude-token-exchange': entry(
    502,
    'client',
    'Claude came back from the sign-in, but got no token for the code at {server}.',
    'Connect again in Claude, in one go: the code is good once and for a minute.',
  ),
  'client-needs-sign-in': entry(
    401,
    'client',
    'The client has no valid sign-in at this bridge.',
    'Sign in again from the client: `claude mcp login NAME`, `codex mcp login NAME`, `opencode mcp auth NAME`, `/mcp auth NAME` in Gemini CLI, Connect in ChatGPT and Claude.',
  ),
  'client-scope-loop': entry(
    403,
    'client',
    'The client was refused for a missing permission and asked again with the same ones.',
    'Disconnect the client and connect it again; grant the permission on the approval page.',
  ),
  'client-call-timeout': entry(
    504,
    'client',
    'The client stopped waiting for the answer to a call.',
    'Try again; let the model wait for messages in several short calls instead of a long one.',
  ),
  'client-protocol': entry(
    400,
    'client',
    'The client and the server did not agree on the form of the request: {reason}.',
    'Update the client; if there is a proxy in between, make it pass on Accept and all headers that begin with Mcp-.',
  ),
  'client-vague-message': entry(
    502,
    'client',
    'The client says that it failed, but not why.',
    'Look at the ladder of this client in the doctor (in a terminal: `drawbridge doctor`): it shows the last request that arrived. Or record a HAR file while you connect, and drop it there (in a terminal: `drawbridge doctor --har FILE`).',
  ),
  'upstream-page-vague': entry(
    502,
    'provider',
    'The identity provider shows its error page without a reason.',
    'Open the technical details on that page and paste them; or read the newest entry of the log there. A callback that is not registered is the usual reason.',
  ),
} as const satisfies Record<string, Entry>

/** What a recorded sign-in shows to be wrong, whoever's server it was. */
const sequenceErrors = {
  'metadata-missing': entry(
    502,
    'network',
    'There is no {document} at {url}: {answer}.',
    'Check that the address is that of the bridge, and that nothing in between answers or rewrites /.well-known/.',
  ),
  'metadata-not-json': entry(
    502,
    'network',
    '{url} answered with a web page instead of {document}.',
    'Let programs through to the bridge: switch off the login, warning or waiting page in front of it.',
  ),
  'metadata-wrong-issuer': entry(
    502,
    'network',
    'The metadata at {url} belongs to the issuer {issuer}.',
    'Give clients the address that `drawbridge url` prints, and let nothing in between rewrite names.',
  ),
  'resource-mismatch': entry(
    502,
    'network',
    'The client asks for access to {asked}, but the server calls its resource {found}.',
    'Give the client exactly the address that the server names, or let the server name the one that clients use.',
  ),
  'registration-missing': entry(
    502,
    'network',
    '{server} offers no way to get a client id: neither registration nor published client documents.',
    'Use a server that offers one (this bridge offers both), or enter a client id by hand in the client.',
  ),
  'registration-refused': entry(
    502,
    'client',
    '{server} refused to register the client: {reason}.',
    'Wait a minute and connect again; if it repeats, look at the ladder of the client in the doctor (in a terminal: `drawbridge doctor`).',
  ),
  'registration-answer-invalid': entry(
    502,
    'network',
    'The answer to the registration is not usable: {problem}.',
    "Nothing can be set in the client; use this bridge's own registration, or fix the server that answered.",
  ),
  'pkce-missing': entry(
    502,
    'network',
    '{server} does not say that it supports PKCE with S256.',
    'Connect to a server whose metadata lists S256 in code_challenge_methods_supported, as this bridge does.',
  ),
  'client-callback-unknown': entry(
    400,
    'client',
    'The client wants to be sent back to {callback}, which is not registered for it.',
    'Remove the connection in the client and add it again, so that it registers its current address.',
  ),
  'client-code-refused': entry(
    400,
    'client',
    'The server did not accept the code of the sign-in: {reason}.',
    'Connect again from the client, in one go and in one browser window.',
  ),
  'token-wrong-audience': entry(
    401,
    'client',
    'The token is meant for {audience}, and it was sent to {resource}.',
    'Remove the connection in the client and add it again with the address that `drawbridge url` prints.',
  ),
  'iss-missing': entry(
    502,
    'network',
    'The answer of the sign-in came back without the name of the server (iss).',
    'Check that nothing in between cuts the query of the redirect, and update the server if it is another one.',
  ),
  'iss-mismatch': entry(
    502,
    'network',
    'The answer of the sign-in names {found}, but the sign-in was begun at {expected}.',
    'Give the client the address that `drawbridge url` prints; if it did use that one, end this sign-in and begin it again.',
  ),
  'challenge-missing': entry(
    502,
    'network',
    '{url} answers 401 without saying where to sign in.',
    'Make whatever is in front of the bridge pass on the header WWW-Authenticate.',
  ),
  'mcp-redirected': entry(
    502,
    'network',
    '{url} redirects to {to}.',
    'Give the client the address it is redirected to, or switch the redirect off.',
  ),
  'browser-blocked-answer': entry(
    403,
    'client',
    'The browser did not let a page of {page} read the answer of {url} (CORS).',
    'Connect with a program or with ChatGPT or Claude; web pages of other sites cannot use this bridge.',
  ),
  'mixed-content': entry(
    400,
    'client',
    'A page loaded by https asked for {url} by http, which browsers do not send.',
    'Give the client the https address that `drawbridge url` prints.',
  ),
  'request-unanswered': entry(
    502,
    'network',
    'No answer came from {host}: {reason}.',
    'Check that the address is right and shown as reachable, then try again.',
  ),
  'server-failed': entry(
    502,
    'bridge',
    '{url} answered with status {status}.',
    'Try again; if it repeats, look at `drawbridge status` and at the log of the server.',
  ),
  'sign-in-unfinished': entry(
    408,
    'owner',
    'A sign-in was begun at {server}, and nobody came back from it.',
    'Start it again and finish it: type the number of the page in the app, and approve.',
  ),
  'tunnel-interstitial': entry(
    502,
    'network',
    'The tunnel shows a warning page of its own in place of the bridge.',
    'Use the tunnel of Drawbridge (`drawbridge up --tunnel quick`), or an address without a warning page.',
  ),
  'cloudflare-challenge': entry(
    502,
    'network',
    'Cloudflare wants to check the browser before it lets a request through.',
    'Switch bot protection and Access off for the host of the bridge, at least for /mcp, /.well-known and /oauth2.',
  ),
} as const satisfies Record<string, Entry>

/** Reading a HAR file. */
const harErrors = {
  'har-unreadable': entry(
    400,
    'owner',
    'The file cannot be read as a HAR file: {reason}.',
    'Export it again: in the browser\'s developer tools, Network, "Save all as HAR with content".',
  ),
  'har-incomplete': entry(
    400,
    'owner',
    'The file ends or is damaged after {count} requests; only these were checked.',
    'If the failing step is not among them, export the file again and wait until the browser has finished.',
  ),
  'har-answer-missing': entry(
    400,
    'owner',
    'This was refused, and the file does not contain the answer: {step}.',
    'Record it again: open the developer tools, Network, choose "Preserve log" (Firefox: "Persist logs"), connect until it fails, and save "all as HAR with content" in that same tab.',
  ),
  'har-no-sign-in': entry(
    400,
    'owner',
    'None of the {count} requests in the file belongs to a sign-in or to MCP.',
    'Open the developer tools first, choose "Preserve log", connect in the client, and export then.',
  ),
  'har-upload-unknown': entry(
    404,
    'client',
    'This file is no longer being read: another one replaced it, or reading was cancelled.',
    'Drop the file again.',
  ),
} as const satisfies Record<string, Entry>

export const doctorErrors = { ...vendorErrors, ...sequenceErrors, ...harErrors } as const
