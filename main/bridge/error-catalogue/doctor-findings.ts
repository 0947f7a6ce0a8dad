/** What the doctor finds: how far a client came, what a rehearsal met, how this computer is. */
import { entry, type Entry } from './entry.ts'

const ladderErrors = {
  'client-wrong-host': entry(
    421,
    'owner',
    '{client} reached this bridge under a name that is not one of its own.',
    'Use what `drawbridge url` prints. Behind your own reverse proxy, pass the Host header on unchanged.',
  ),
  'client-sse-only': entry(
    405,
    'client',
    '{client} tries the old SSE transport and nothing else.',
    'Choose "HTTP" or "Streamable HTTP" as the transport in the client, or update it.',
  ),
  'client-ignores-sign-in': entry(
    401,
    'client',
    '{client} was asked to sign in and has not tried to.',
    'Choose OAuth as the authentication in the client, and start its sign-in.',
  ),
  'client-metadata-only': entry(
    424,
    'client',
    '{client} read how to sign in here and never came back.',
    'Remove the connection in the client and add it again; if that does not help, run `drawbridge doctor rehearse` to see whether everything it read is right.',
  ),
  'client-registered-only': entry(
    424,
    'client',
    '{client} registered, and then sent nobody to the sign-in page.',
    'Look for a sign-in window the browser blocked, or start the sign-in in the client again.',
  ),
  'client-registers-again': entry(
    424,
    'client',
    '{client} registered {times} times and never went on to sign in.',
    'Remove the connection in the client and add it again; it does not keep what it was given.',
  ),
  'client-registration-refused': entry(
    400,
    'client',
    'The registration of {client} was refused: {reason}.',
    'Update the client, or enter a client id by hand: `drawbridge client add --name NAME`.',
  ),
  'client-authorize-refused': entry(
    400,
    'client',
    'The sign-in of {client} was refused at its beginning: {reason}.',
    'Remove the connection in the client, add it again, and compare the address with `drawbridge url`.',
  ),
  'client-denied': entry(
    403,
    'owner',
    'You did not let {client} in, or its sign-in page was cancelled.',
    'Start the sign-in in the client again, and approve the number its page shows.',
  ),
  'client-browser-gone': entry(
    424,
    'owner',
    'You approved {client}, but its sign-in page was closed before it could go on.',
    'Start the sign-in in the client again, and leave its page open until it has gone back.',
  ),
  'client-code-unused': entry(
    424,
    'client',
    'The browser was sent back to {client}, which never fetched its tokens.',
    'Connect again, in one browser and without closing it; if the page the browser ended on shows an error, give its text to the doctor.',
  ),
  'client-code-late': entry(
    400,
    'client',
    '{client} asked for its tokens {seconds} seconds after its code was issued; a code lasts 60.',
    'Connect again; if it happens again, check whether this computer slept or lost its network meanwhile.',
  ),
  'client-exchange-refused': entry(
    400,
    'client',
    '{client} asked for its tokens and was refused: {reason}.',
    'Remove the connection in the client and add it again.',
  ),
  'client-token-unused': entry(
    424,
    'client',
    '{client} has its tokens and has not used them.',
    'Reload or restart the client, and check that the connection is switched on there.',
  ),
  'client-token-refused': entry(
    401,
    'client',
    '{client} keeps using a token that is not valid: it was refused {times} times in a row.',
    'Disconnect in the client and connect again, so that it signs in again.',
  ),
  'client-refresh-loop': entry(
    429,
    'client',
    '{client} fetched new tokens {times} times within {minutes} minutes.',
    'Disconnect in the client and connect again, and check the clock of its computer.',
  ),
  'client-refresh-refused': entry(
    400,
    'client',
    '{client} could not renew its sign-in, and has not signed in again.',
    'Connect again in the client.',
  ),
  'client-revoked': entry(
    401,
    'owner',
    'You revoked it at {time}.',
    'Nothing has to be done. To let {client} in again, remove the connection in the client and add it again.',
  ),
  'client-deadline-exceeded': entry(
    504,
    'network',
    '{request} took {seconds} seconds; {client} waits {deadline}, and did not go on.',
    'Look at the tunnel with `drawbridge tunnel` and at what else this computer is doing, then connect again.',
  ),
  'approval-too-slow': entry(
    408,
    'owner',
    'Your approval came after {minutes} minutes, and {client} did not wait that long.',
    'Start the sign-in in the client again, and approve the number at once.',
  ),
} as const satisfies Record<string, Entry>

const rehearsalErrors = {
  'rehearsal-running': entry(
    409,
    'owner',
    'A rehearsal is under way already.',
    'Wait for its end, or deny the number it waits for.',
  ),
  'rehearsal-unreachable': entry(
    502,
    'network',
    '{address} could not be reached: {reason}.',
    'Look at the tunnel with `drawbridge tunnel`, then rehearse again.',
  ),
  'rehearsal-differs': entry(
    502,
    'network',
    'Seen from outside, something differs from what the bridge sent: {found}.',
    'Look for what is in between (a proxy, a cache, rules at Cloudflare) and make it pass everything on unchanged.',
  ),
  'rehearsal-refused': entry(
    502,
    'network',
    'Something a client is allowed to do was refused: {found}.',
    'Look for rules between the internet and the bridge that block or change requests, then rehearse again.',
  ),
  'rehearsal-open': entry(
    502,
    'bridge',
    'What must be refused was not: {found}.',
    'Raise the bridge with `drawbridge raise`, look at what answers under your address, and report this.',
  ),
  'rehearsal-too-slow': entry(
    504,
    'network',
    'This took {seconds} seconds, and {vendor} waits {deadline}.',
    'Look at the tunnel with `drawbridge tunnel` and at what else this computer is doing.',
  ),
  'rehearsal-not-approved': entry(
    408,
    'owner',
    'The sign-in of the rehearsal was not approved.',
    'Rehearse again, and approve the number it shows.',
  ),
  'rehearsal-left-over': entry(
    500,
    'bridge',
    'The rehearsal could not clean up after itself: {found}.',
    'Remove the client named "Rehearsal" with `drawbridge revoke`.',
  ),
} as const satisfies Record<string, Entry>

const systemErrors = {
  'clock-wrong': entry(
    500,
    'owner',
    'The clock of this computer is {seconds} seconds {direction}.',
    'Switch on "set time automatically" in the settings of this computer.',
  ),
  'listener-silent': entry(
    500,
    'bridge',
    'This bridge does not answer on port {port} of this computer.',
    'Restart Drawbridge, and check whether a firewall or another program holds that port.',
  ),
  'secrets-weakly-kept': entry(
    500,
    'owner',
    'Secrets could be better protected: {reason}',
    'Use the keychain of this computer if it has one; see `docs/security.md`.',
  ),
  'disk-low': entry(
    507,
    'owner',
    'Only {free} MB are free on the disk of the data folder.',
    'Make room on that disk; messages are refused once nothing is left.',
  ),
  'data-folder-open': entry(
    500,
    'owner',
    'Other users of this computer can read the data folder {dataDir}.',
    'Make it private to you (on macOS and Linux: chmod 700), and restart Drawbridge.',
  ),
  'database-damaged': entry(
    500,
    'bridge',
    'The database is damaged: {problem}.',
    'Stop Drawbridge, keep a copy of the data folder, and restore the newest backup.',
  ),
  'log-chain-broken': entry(
    500,
    'owner',
    'The log is not as it was written: entry {entry} was changed afterwards.',
    'Compare with a backup to see what was changed; nothing is repaired by itself.',
  ),
  'ledger-broken': entry(
    500,
    'owner',
    'The ledger is not as it was entered: row {entry} was changed or removed afterwards.',
    'Compare with a backup to see what was changed; nothing is repaired by itself.',
  ),
  'name-lookup-failing': entry(
    502,
    'network',
    'Names cannot be looked up from here: {reason}.',
    'Check whether a firewall or a filter blocks DNS over HTTPS (cloudflare-dns.com, dns.google).',
  ),
  'proxy-in-the-way': entry(
    502,
    'network',
    'A proxy is set (by {variable}), and the tunnel does not go through proxies.',
    'If the address cannot be reached, let cloudflared out directly: TCP port 7844 must be open.',
  ),
  'computer-sleeps': entry(
    503,
    'owner',
    'This computer goes to sleep by itself: {setting}.',
    'Nothing reaches the bridge while it sleeps. Switch sleep off while it is plugged in, if clients should reach it at any time.',
  ),
  'tray-missing': entry(
    500,
    'owner',
    'This desktop shows no tray icons.',
    'On GNOME install the extension "AppIndicator"; until then the window stays in the task bar.',
  ),
  'runtime-outdated': entry(
    500,
    'owner',
    'Node {found} is older than the {needed} Drawbridge is made for.',
    'Install Node {needed} or newer.',
  ),
  'node-known-faults': entry(
    500,
    'owner',
    'Node {found} has a known memory fault in decoding compressed answers, fixed in {fixed}.',
    'Update Drawbridge, or from a checkout run it on Node {fixed} or newer as soon as there is one.',
  ),
  'cloudflared-known-faults': entry(
    500,
    'owner',
    'cloudflared {found} (at {path}) has known security faults, fixed in {fixed}.',
    'Update Drawbridge, or install cloudflared {fixed} or newer and name it in CLOUDFLARED_BIN.',
  ),
} as const satisfies Record<string, Entry>

export const findingErrors = {
  ...ladderErrors,
  ...rehearsalErrors,
  ...systemErrors,
} as const satisfies Record<string, Entry>
