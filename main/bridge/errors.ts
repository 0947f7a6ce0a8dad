/**
 * Every error a person or a client can meet, in one table: a stable code, what happened, whose side
 * it is on, and the next step. The same words appear in the HTTP answer, the panel, the command line
 * and docs/errors/<code>.md.
 */

/** Whose side an error is on. */
export type Side = 'bridge' | 'client' | 'owner' | 'network'

interface Entry {
  /** HTTP status where it is answered over HTTP. */
  status: number
  side: Side
  /** One sentence: what happened. `{name}` is filled from the details. */
  what: string
  /** The next step, as an instruction. */
  next: string
}

const entry = (status: number, side: Side, what: string, next: string): Entry => ({
  status,
  side,
  what,
  next,
})

/** Codes are frozen once released: they are links to documentation. */
export const catalogue = {
  // — running —
  'data-folder-in-use': entry(
    409,
    'owner',
    'Another Drawbridge (process {pid}) is already running on the data folder {dataDir}.',
    'Use that one, stop it first, or choose another folder with --data.',
  ),
  'port-in-use': entry(
    409,
    'owner',
    'Port {port} on this computer is taken by another program.',
    'Stop that program, or start with {flag} 0 to take any free port.',
  ),
  'tunnel-unavailable': entry(
    501,
    'bridge',
    'This version cannot open a {mode} tunnel by itself yet.',
    'Run a tunnel of your own to the port, and start with --public-url https://your-address.',
  ),
  'public-url-invalid': entry(
    400,
    'owner',
    '{url} cannot be the public address: {reason}.',
    'Give it as https://name.example, without a path.',
  ),
  'bridge-not-running': entry(
    503,
    'owner',
    'No bridge is running on the data folder {dataDir}.',
    'Start it with: drawbridge up',
  ),
  'data-folder-unusable': entry(
    500,
    'owner',
    'The data folder {dataDir} cannot be used: {reason}.',
    'Check that the folder exists, is yours, and that the disk is not full.',
  ),
  'data-folder-newer': entry(
    500,
    'owner',
    'The data folder was written by a newer Drawbridge (format {found}, this one knows {known}).',
    'Update Drawbridge; an older one must not touch newer data.',
  ),
  'keychain-locked': entry(
    503,
    'owner',
    'The keychain of this computer is locked, and the signing keys are in it.',
    'Unlock the keychain (sign in to the desktop) and start again.',
  ),
  'keys-missing': entry(
    503,
    'bridge',
    'The signing keys recorded in the database are not in the keychain.',
    'Start again to make new keys; connected clients then sign in once more.',
  ),
  'local-link-refused': entry(
    401,
    'client',
    'The local link did not present the secret of this bridge.',
    'Start the link again; it reads the secret from the data folder by itself.',
  ),
  'panel-signed-out': entry(
    401,
    'owner',
    'This browser is not signed in to the panel, or the bridge was restarted since it was.',
    'Run `drawbridge url` and open the link it prints, or the link printed at start.',
  ),
  'unknown-method': entry(
    404,
    'client',
    'There is no control method named {method}.',
    'Check the spelling, or update the program that called it.',
  ),
  'invalid-input': entry(
    400,
    'client',
    '{problem}',
    'Correct that value and try again; nothing was changed.',
  ),
  internal: entry(
    500,
    'bridge',
    'Something inside the bridge failed; nothing was lost.',
    'Try again. If it happens again, run with --verbose and report the reference {reference}.',
  ),

  // — tunnel —
  'cloudflared-missing': entry(
    503,
    'owner',
    'The program cloudflared, which opens the public address, is not on this computer{where}.',
    'Let Drawbridge fetch it with `drawbridge tunnel fetch`, or install it and start again.',
  ),
  'cloudflared-unusable': entry(
    503,
    'owner',
    'The cloudflared found on this computer does not run or is too old.',
    'Let Drawbridge fetch its own with `drawbridge tunnel fetch`, or point CLOUDFLARED_BIN at a current one.',
  ),
  'cloudflared-flag-unknown': entry(
    503,
    'bridge',
    'This version of cloudflared does not know a flag the bridge prefers; it is started without it.',
    'Nothing to do. Updating cloudflared brings the preferred way back.',
  ),
  'cloudflared-replaced-itself': entry(
    503,
    'bridge',
    'cloudflared updated itself and ended; it is started again with the same address.',
    'Nothing to do. If it repeats, use the cloudflared that comes with Drawbridge.',
  ),
  'cloudflared-download-failed': entry(
    502,
    'network',
    'cloudflared could not be fetched: {reason}.',
    'Check the connection and try again; nothing was left behind.',
  ),
  'cloudflared-no-build': entry(
    501,
    'owner',
    'There is no cloudflared to fetch for {platform} on {arch}.',
    'Install cloudflared yourself and point CLOUDFLARED_BIN at it.',
  ),
  'tunnel-in-use': entry(
    409,
    'owner',
    'Another Drawbridge (process {pid}) keeps the address of this data folder open.',
    'Use that one, or stop it first: two of them would share one address and answer in turn.',
  ),
  'tunnel-not-set-up': entry(
    400,
    'owner',
    'The named tunnel has no {missing} yet.',
    'Set it up with `drawbridge tunnel setup`, or paste its token and its name.',
  ),
  'tunnel-wrong-answerer': entry(
    502,
    'network',
    'Somebody else answers under the public address. The tunnel was stopped at once.',
    'Do not sign in through that address. Look for a second connector of the tunnel, then start it again.',
  ),
  'tunnel-token-invalid': entry(
    400,
    'owner',
    'cloudflared does not accept the token of the named tunnel.',
    'Paste the token again: it is the long text after --token in the command Cloudflare shows.',
  ),
  'tunnel-credentials-refused': entry(
    403,
    'owner',
    'Cloudflare refuses the named tunnel: it was deleted, or its token was changed.',
    'Look at it in the Cloudflare dashboard, then paste its new token or set it up again.',
  ),
  'tunnel-credentials-unsettled': entry(
    503,
    'network',
    'Cloudflare refused the saved tunnel; it is asked again before the address is given up.',
    'Nothing to do yet. If it stays refused for half a minute, a new address is made and announced.',
  ),
  'tunnel-deleted': entry(
    503,
    'network',
    'Cloudflare has forgotten the tunnel, as it does with quick tunnels that were away for some minutes.',
    'A new address is being made. Clients that used the old one must be connected again.',
  ),
  'tunnel-name-gone': entry(
    503,
    'network',
    'The public name no longer exists: Cloudflare removed it.',
    'A new address is being made. Clients that used the old one must be connected again.',
  ),
  'tunnel-name-spreading': entry(
    503,
    'network',
    'The address is new, and the name is not yet known everywhere.',
    'Wait a minute; do not open the address before it is shown as reachable.',
  ),
  'tunnel-name-missing': entry(
    503,
    'network',
    'The public name does not exist in DNS.',
    'If it is your own domain, check its DNS record at Cloudflare.',
  ),
  'tunnel-no-connector': entry(
    503,
    'network',
    'Cloudflare knows the address but sees no connection from this computer.',
    'Nothing to do: the connection is made again with the same address.',
  ),
  'tunnel-connection-lost': entry(
    503,
    'network',
    'The connection to Cloudflare was lost and did not come back by itself.',
    'Nothing to do: it is made again with the same address.',
  ),
  'tunnel-silent': entry(
    503,
    'network',
    'cloudflared says it is connected, but nothing comes through.',
    'Nothing to do: it is started again with the same address.',
  ),
  'tunnel-process-ended': entry(
    503,
    'bridge',
    'cloudflared ended without being asked to.',
    'Nothing to do: it is started again with the same address.',
  ),
  'tunnel-metrics-port-busy': entry(
    503,
    'bridge',
    'cloudflared could not open its local status port.',
    'Nothing to do: it is started again on another port.',
  ),
  'tunnel-registration-refused': entry(
    503,
    'network',
    'Cloudflare refused the connection of the tunnel.',
    'Nothing to do yet: it is tried again with the same address. If it lasts, look at cloudflarestatus.com.',
  ),
  'tunnel-udp-blocked': entry(
    503,
    'network',
    'This network blocks QUIC (UDP port 7844); the tunnel goes over HTTP/2 instead.',
    'Nothing to do. It is a little slower and notices a dead connection later.',
  ),
  'tunnel-edge-unreachable': entry(
    503,
    'network',
    'The servers of Cloudflare cannot be reached from this network on port 7844.',
    'Allow outgoing connections to port 7844 (TCP or UDP) in the firewall, or use another network.',
  ),
  'tunnel-origin-down': entry(
    502,
    'bridge',
    'The tunnel is up, but the bridge on this computer did not answer it.',
    'Restart Drawbridge. The address stays.',
  ),
  'tunnel-origin-slow': entry(
    504,
    'bridge',
    'An answer took longer than 100 seconds, and Cloudflare gave up waiting for it.',
    'Nothing to do for the tunnel; the address stays.',
  ),
  'tunnel-overloaded': entry(
    429,
    'client',
    'More requests are under way than a quick tunnel carries (200 at once).',
    'Wait until some have ended, or use a named tunnel, which has no such limit.',
  ),
  'tunnel-creation-limited': entry(
    429,
    'network',
    'Cloudflare makes no new quick tunnel for this network at the moment.',
    'Wait; it is tried again by itself at the time shown. A named tunnel on your own domain has no such limit.',
  ),
  'tunnel-creation-failed': entry(
    502,
    'network',
    'The quick tunnel service of Cloudflare did not give an address.',
    'Wait; it is tried again by itself at the time shown.',
  ),
  'tunnel-unexpected-answer': entry(
    502,
    'network',
    'The public address answers, but not as the bridge would.',
    'Check that whatever forwards this address passes requests and the Host header on unchanged.',
  ),
  offline: entry(
    503,
    'network',
    'This computer has no connection to the internet.',
    'Connect it. The address is kept as long as Cloudflare keeps it.',
  ),
  'cloudflare-token-refused': entry(
    403,
    'owner',
    'Cloudflare refuses the API token: {reason}.',
    'Make one with Account · Cloudflare Tunnel · Edit, Zone · DNS · Edit and Zone · Zone · Read for this domain.',
  ),
  'cloudflare-zone-missing': entry(
    404,
    'owner',
    'The API token sees no domain at Cloudflare that {hostname} could belong to.',
    'Use a name directly under a domain of your Cloudflare account, and include that domain in the token.',
  ),
  'cloudflare-name-taken': entry(
    409,
    'owner',
    'There is already a DNS record for {hostname}.',
    'Choose another name, or remove that record at Cloudflare first; it is not overwritten.',
  ),
  'cloudflare-api-failed': entry(
    502,
    'network',
    'Cloudflare did not carry out the request: {reason}.',
    'Try again; what had been made was removed.',
  ),

  // — conversation —
  'unknown-participant': entry(
    404,
    'client',
    'There is nobody called "{participant}" on this bridge.',
    'Known participants: {known}.',
  ),
  'invalid-participant': entry(
    400,
    'client',
    '"{participant}" cannot be the name of a participant.',
    'Use lower-case letters, digits and dashes, beginning with a letter, at most 32 characters.',
  ),
  'owner-reserved': entry(
    403,
    'owner',
    'No client can speak as the owner.',
    'Let it speak as claude, chatgpt or a new name; write as the owner from the panel or `drawbridge send`.',
  ),
  'unknown-message': entry(
    404,
    'client',
    'There is no message {id} here.',
    'Use an id as check_inbox or read_conversation returned it.',
  ),
  'unknown-thread': entry(
    404,
    'client',
    'There is no thread {id} here.',
    'Leave thread out to begin a new one, or use an id from an earlier message.',
  ),
  'message-too-large': entry(
    413,
    'client',
    'The message has {size} bytes; the limit is {limit}.',
    'Send less, or put the text into a shared file with write_file and mention its name.',
  ),
  'idempotency-conflict': entry(
    409,
    'client',
    'The idempotency key "{key}" was already used for a different message.',
    'Use a new key for a new message, or repeat the first message unchanged.',
  ),
  'cursor-invalid': entry(
    400,
    'client',
    'The cursor "{cursor}" was not given out by this bridge.',
    'Leave the cursor out to begin again from what is unread.',
  ),
  'unknown-file': entry(
    404,
    'client',
    'There is no shared file named "{name}".',
    'List the files with list_files; names are case-sensitive.',
  ),
  'unknown-file-version': entry(
    404,
    'client',
    'The shared file "{name}" has no version {version}.',
    'Leave the version out to read the newest ({newest}).',
  ),
  'invalid-file-name': entry(
    400,
    'client',
    '"{name}" cannot be the name of a shared file: {reason}.',
    'Use a relative name such as notes/plan.md, without "..", at most 200 characters.',
  ),
  'file-too-large': entry(
    413,
    'client',
    'The file has {size} bytes; the limit is {limit}.',
    'Split the file, or raise the limit in the settings.',
  ),
  'file-changed': entry(
    409,
    'client',
    'The shared file "{name}" is at version {current}, not {expected}: somebody changed it since you read it.',
    'Read it again, merge your change, and write with if_version {current}.',
  ),
  'file-damaged': entry(
    500,
    'bridge',
    'The stored content of "{name}" (version {version}) is missing or was changed on disk.',
    'Write the file again, or put the data folder back from a backup.',
  ),
  'invalid-base64': entry(
    400,
    'client',
    'The content is not valid base64.',
    'Encode the bytes as base64, or send text with encoding "utf-8".',
  ),
  'empty-query': entry(
    400,
    'client',
    'The search has no words in it.',
    'Search for at least one word.',
  ),
  'unknown-result': entry(
    404,
    'client',
    'There is nothing with the id "{id}".',
    'Use an id as search returned it.',
  ),

  // — sign-in and clients —
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
    'More than one client is called {client}.',
    'Use its id from: drawbridge clients',
  ),
  'invalid-redirect-uri': entry(
    400,
    'owner',
    '{uri} cannot be a redirect address: {reason}.',
    'Use https, http on 127.0.0.1 or localhost, or the private scheme of an app.',
  ),
} as const satisfies Record<string, Entry>

export type ErrorCode = keyof typeof catalogue

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(catalogue, code)

/** What an error looks like wherever it is shown. */
export interface ErrorAnswer {
  code: ErrorCode
  message: string
  side: Side
  next: string
  docs: string
}

export type ErrorDetails = Record<string, string | number>

/** An error with a stable code from the catalogue. `message` is the filled-in sentence. */
export class BridgeError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly side: Side
  readonly next: string
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(fill(catalogue[code].what, details), options)
    this.name = 'BridgeError'
    this.code = code
    this.status = catalogue[code].status
    this.side = catalogue[code].side
    this.next = fill(catalogue[code].next, details)
    this.details = details
  }

  /** An error that another process of the bridge worded; its sentences are kept as they came. */
  static received(code: ErrorCode, answer: Pick<ErrorAnswer, 'message' | 'next'>): BridgeError {
    const error = new BridgeError(code)
    return Object.assign(error, { message: answer.message, next: answer.next })
  }

  /** The form every surface shows: no stack, no cause. */
  answer(): ErrorAnswer {
    return {
      code: this.code,
      message: this.message,
      side: this.side,
      next: this.next,
      docs: docsPage(this.code),
    }
  }
}

/** The documentation page of a code, relative to the project. */
export const docsPage = (code: ErrorCode): string => `docs/errors/${code}.md`

/** Any thrown value as a BridgeError; what is unknown becomes `internal` and keeps its cause for the log. */
export function toBridgeError(thrown: unknown, reference = 'none'): BridgeError {
  return thrown instanceof BridgeError
    ? thrown
    : new BridgeError('internal', { reference }, { cause: thrown })
}

function fill(template: string, details: ErrorDetails): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole))
}
