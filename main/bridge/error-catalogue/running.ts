/** Starting, stopping and controlling the bridge. */
import { entry, type Entry } from './entry.ts'

export const runningErrors = {
  'data-folder-in-use': entry(
    409,
    'owner',
    'Another Drawbridge (process {pid}) is already running on the data folder {dataDir}.',
    'Open its panel with `drawbridge panel`, stop it with `drawbridge stop`, or choose another folder with --data.',
  ),
  'port-in-use': entry(
    409,
    'owner',
    'Port {port} on this computer is taken by another program.',
    'Stop that program, or start with {flag} 0 to take any free port.',
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
    'Start it with `drawbridge up`, or with `npm start` in a checkout.',
  ),
  'bridge-raised': entry(
    503,
    'owner',
    'The bridge is raised: its owner lets nothing cross at the moment.',
    'Tell the person you work for, and try again later. The owner lowers it in the panel or with `drawbridge lower`.',
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
  'settings-invalid': entry(
    500,
    'owner',
    'The settings file {path} cannot be used: {problem}.',
    'Correct that in the file, or move the file away to start with the defaults; it was not changed.',
  ),
  'keychain-locked': entry(
    503,
    'owner',
    'The keychain of this computer cannot be opened: {reason}.',
    'Unlock the keychain (sign in to the desktop) and start again. {otherwise}',
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
    'Run `drawbridge panel` and open the link it prints, or the link printed at start.',
  ),
  'backup-failed': entry(
    500,
    'owner',
    'The backup could not be made: {reason}.',
    'Check that the disk of the data folder has room, then try again; nothing was left behind.',
  ),
  'local-file-unusable': entry(
    400,
    'owner',
    'The file {path} on this computer cannot be used: {reason}.',
    'Check the path and whether you may read or write there; nothing was changed.',
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
} as const satisfies Record<string, Entry>
