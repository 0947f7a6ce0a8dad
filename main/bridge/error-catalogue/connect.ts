/** Setting up clients. */
import { entry, type Entry } from './entry.ts'

export const connectErrors = {
  'config-unreadable': entry(
    422,
    'owner',
    'The file {file} cannot be edited: {problem}.',
    'Fix that in the file, or add the entry by hand as the guide shows; the file was not changed.',
  ),
  'config-not-read': entry(
    422,
    'owner',
    '{client} does not read its file {file} as it is: {problem}.',
    'Set it up here: the file is shown and written without what the program rejects, and the old one is kept.',
  ),
  'config-not-writable': entry(
    403,
    'owner',
    'The file {file} may not be written.',
    'Make it writable for you, or add the entry by hand as the guide shows; the file was not changed.',
  ),
  'config-changed': entry(
    409,
    'owner',
    'The file {file} is not as it was in the preview: another program changed it meanwhile.',
    'Look at the new preview and confirm again; nothing of the other program was overwritten.',
  ),
  'config-changed-since': entry(
    409,
    'owner',
    'The entry drawbridge in {file} was changed by somebody else after Drawbridge had written it.',
    'Look at the entry. Undo with force removes it anyway; everything else in the file is left alone.',
  ),
  'config-nothing-to-undo': entry(
    404,
    'owner',
    'There is nothing to undo for {client}: Drawbridge has not changed its settings.',
    'See `drawbridge connect` for what is set up.',
  ),
  'connect-route-unavailable': entry(
    404,
    'owner',
    '{client} cannot be set up this way ({route}) on this computer.',
    'Run `drawbridge connect` to see the ways there are.',
  ),
  'connect-command-failed': entry(
    502,
    'client',
    'The program {program} did not add the bridge: {problem}.',
    'Run the command shown in a terminal to see all it says, or choose another way.',
  ),
} as const satisfies Record<string, Entry>
