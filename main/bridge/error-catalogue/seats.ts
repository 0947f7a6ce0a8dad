/** Programs that answer for a participant, and the other ways of waking one. */
import { entry, type Entry } from './entry.ts'

export const seatErrors = {
  'no-seat': entry(
    404,
    'owner',
    'No program answers for {participant}.',
    '`drawbridge seat {participant} --by claude-code --folder DIR` lets one answer; `drawbridge seat list` shows all.',
  ),
  'seat-program-missing': entry(
    404,
    'owner',
    '{program} was not found on this computer.',
    'Install it and sign in to it, or name its place with --path; then try `drawbridge seat test {participant}`.',
  ),
  'seat-program-unknown': entry(
    409,
    'owner',
    '{program} {version} is not a version this seat was tried with ({known}).',
    'Update {program}, or allow this version with --any-version and try it with `drawbridge seat test {participant}`.',
  ),
  'seat-folder': entry(
    400,
    'owner',
    'The folder {folder} cannot be given to a program: {problem}.',
    'Choose a folder with --folder that holds only what the model may read; an empty one will do.',
  ),
  'seat-read-only': entry(
    400,
    'owner',
    '{program} can only answer read-only.',
    'Leave --write out, or choose Claude Code or Codex.',
  ),
  'seat-busy': entry(
    409,
    'owner',
    'A program is already answering for {participant}.',
    'Wait until it has ended, or stop it with `drawbridge seat stop {participant}`.',
  ),
  'seat-over': entry(
    410,
    'bridge',
    'The turn this program was started for is over.',
    'Nothing to do: the bridge starts the program again when something waits.',
  ),
  'seat-no-login': entry(
    401,
    'owner',
    '{program} is not signed in.',
    'Start {program} once in a terminal, sign in there, and try `drawbridge seat test {participant}`.',
  ),
  'seat-quota': entry(
    429,
    'provider',
    '{program} has used up what its provider allows for now.',
    'Wait until the limit renews, or let another program answer for {participant}.',
  ),
  'seat-refused': entry(
    502,
    'provider',
    'The model of {program} refused to answer.',
    'Read what waits for {participant} yourself, and answer for it or word it differently.',
  ),
  'seat-no-hand-in': entry(
    502,
    'client',
    '{program} ended without answering.',
    'Try again with `drawbridge wake now {participant}`; if it happens again, run `drawbridge seat test {participant}`.',
  ),
  'seat-no-server': entry(
    502,
    'client',
    '{program} did not start its link to the bridge.',
    'Run `drawbridge seat test {participant}`; if it fails too, update {program}.',
  ),
  'seat-timed-out': entry(
    504,
    'client',
    '{program} was ended after {seconds} seconds.',
    'Try again with `drawbridge wake now {participant}`, or allow more time in the settings (seats.minutes).',
  ),
  'seat-too-much': entry(
    502,
    'client',
    '{program} was ended because it would not stop: {problem}.',
    'See in the traffic what it called, and try again with `drawbridge wake now {participant}`.',
  ),
  'seat-stopped': entry(
    409,
    'owner',
    '{program} was stopped: {reason}.',
    'Nothing is lost. `drawbridge wake now {participant}` starts it again.',
  ),
  'seat-failed': entry(
    502,
    'client',
    '{program} failed: {problem}.',
    'Start {program} once in a terminal to see what is wrong, then try `drawbridge seat test {participant}`.',
  ),
  'nothing-waits': entry(
    409,
    'owner',
    'Nothing waits for {participant}.',
    'Write to {participant}, or begin a talk with it.',
  ),
  'no-way-to-wake': entry(
    409,
    'owner',
    '{participant} cannot be woken from here.',
    'Open its app and tell it to look; or let a program answer with `drawbridge seat {participant} --by claude-code --folder DIR`.',
  ),
  'wake-over-budget': entry(
    429,
    'owner',
    '{participant} has been woken {count} times today, which is the limit.',
    'What waits stays as it is. Raise wake.perDay in the settings, or answer yourself.',
  ),
  'wake-failed': entry(
    502,
    'client',
    '{program} could not be notified: {problem}.',
    'Open {program} and tell it to look, or choose another way with `drawbridge wake`.',
  ),
} as const satisfies Record<string, Entry>
