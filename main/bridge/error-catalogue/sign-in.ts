/** Reaching the bridge, signing in, and clients. */
import { entry, type Entry } from './entry.ts'

export const signInErrors = {
  'unknown-origin': entry(
    421,
    'client',
    'This bridge does not answer under the name the request was sent to.',
    'Use the address that `drawbridge url` prints. Behind your own reverse proxy, pass the Host header on unchanged.',
  ),
  'origin-refused': entry(
    403,
    'client',
    'A web page from {origin} may not call this bridge.',
    'Connect with an MCP client; web pages of other sites are kept out on purpose.',
  ),
  'unknown-path': entry(
    404,
    'client',
    'There is nothing at this address.',
    'The MCP endpoint is /mcp; check the address for a typing error.',
  ),
  'method-not-allowed': entry(
    405,
    'client',
    'This address does not answer {method} requests.',
    'MCP clients send POST; no client needs a GET stream here.',
  ),
  'body-too-large': entry(
    413,
    'client',
    'The request is larger than {limit} bytes.',
    'Send less in one request.',
  ),
  'malformed-request': entry(
    400,
    'client',
    'The request could not be read: {reason}.',
    'Send well-formed JSON (or a well-formed form) with the matching Content-Type.',
  ),
  'request-too-slow': entry(
    408,
    'client',
    'The rest of the request did not arrive in time.',
    'Send the whole request at once, then try again.',
  ),
  'unsupported-media-type': entry(
    415,
    'client',
    'The request has a Content-Type this address does not read.',
    'Send {expected}.',
  ),
  'too-many-requests': entry(
    429,
    'client',
    'Too many requests of this kind arrived in a short time.',
    'Wait {seconds} seconds and try again.',
  ),
  'registration-quota': entry(
    429,
    'client',
    'Too many clients have registered without ever being approved.',
    'Wait, or remove unused clients; unused registrations are removed by themselves after a while.',
  ),
  'token-missing': entry(
    401,
    'client',
    'The request carries no access token.',
    'Sign in: the client finds the way by the WWW-Authenticate header.',
  ),
  'token-invalid': entry(
    401,
    'client',
    'The access token is not valid here: {reason}.',
    'Refresh the token or sign in again.',
  ),
  'insufficient-scope': entry(
    403,
    'client',
    'This needs the permission "{scope}", which the owner has not given to this client.',
    'Reconnect and ask for it; the owner decides.',
  ),
  'unknown-approval': entry(
    404,
    'owner',
    'No client with the number {number} is waiting for approval.',
    'Look at the number on the sign-in page again; requests expire after 10 minutes.',
  ),
  'approval-expired': entry(
    410,
    'client',
    'This request waited longer than 10 minutes and has expired.',
    'Go back to the client and connect again.',
  ),
  'approval-foreign-browser': entry(
    400,
    'client',
    'This sign-in was begun in another browser or has already ended.',
    'Go back to the client and connect again, in one browser.',
  ),
  'approval-queue-full': entry(
    429,
    'client',
    'Too many sign-ins are waiting for the owner already.',
    'Let the owner approve or deny those first, then connect again.',
  ),
  'sign-ins-shut': entry(
    429,
    'client',
    'The owner has shut out sign-ins like this one for ten minutes.',
    'If this is your bridge, run `drawbridge admit {pass}`; otherwise connect again later.',
  ),
  'approval-replaced': entry(
    409,
    'client',
    'This sign-in was begun again, and the newer one counts.',
    'Go on in the newer tab or window, or go back to the client and connect again.',
  ),
  'client-not-registered': entry(
    400,
    'client',
    'The client id {client} is not known here: its registration was removed, or belongs to another bridge.',
    'Make the client forget its old sign-in (in Claude Code: claude mcp logout NAME), then connect again.',
  ),
  'sign-in-failed': entry(
    400,
    'client',
    'The sign-in could not go on: {reason}.',
    'Remove the connection in the client, add it again, and compare the address with `drawbridge url`.',
  ),
  'unknown-client': entry(
    404,
    'owner',
    'There is no client {client}.',
    'List the clients with: drawbridge clients',
  ),
  'ambiguous-client': entry(
    409,
    'owner',
    'More than one client is called {client}: {which}.',
    'Use the id of the one you mean; `drawbridge revoke NAME --all` ends all of that name.',
  ),
  'invalid-redirect-uri': entry(
    400,
    'owner',
    '{uri} cannot be a redirect address: {reason}.',
    'Use https, http on 127.0.0.1 or localhost, or the private scheme of an app.',
  ),
} as const satisfies Record<string, Entry>
