/** Messages, files, search. */
import { entry, type Entry } from './entry.ts'

export const conversationErrors = {
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
  'invalid-text': entry(
    400,
    'client',
    'The text has the control character {character} at position {position}.',
    'Leave control characters out; tabs and line breaks are welcome. Share other content as a file.',
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
  'too-many-waits': entry(
    429,
    'client',
    'This participant is already waiting for messages in {limit} places.',
    'Let one wait_for_message end before you call it again; check_inbox answers at once.',
  ),
  'unknown-file': entry(
    404,
    'client',
    'There is no shared file named "{name}".',
    'List the shared files (list_files, or `drawbridge files`); names are case-sensitive.',
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
  'storage-full': entry(
    507,
    'owner',
    'The versions of the shared files take {used} bytes; the limit is {limit}.',
    'The owner can raise limits.storageBytes in the settings, or free room with `drawbridge purge`; messages are not affected.',
  ),
  'disk-full': entry(
    507,
    'owner',
    'The disk of this computer has {free} left; the bridge keeps {reserve} free and stores nothing more.',
    'Free space on the disk of the data folder; then send or write again. What is there can still be read.',
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
  'unknown-export': entry(
    404,
    'client',
    'This export has ended, or nobody fetched from it for a minute.',
    'Begin the export again.',
  ),
  'unknown-result': entry(
    404,
    'client',
    'There is nothing with the id "{id}".',
    'Use an id as search returned it.',
  ),
} as const satisfies Record<string, Entry>
