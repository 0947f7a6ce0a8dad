/** What the view "Conversation" says. */
import type { Failure } from '../../main/contract.ts'
import { numberOf, sizeOf } from '../format.ts'

const list = new Intl.ListFormat(undefined, { type: 'conjunction' })
const count = (n: number, one: string, many: string): string =>
  `${numberOf(n)} ${n === 1 ? one : many}`
const importances: readonly { value: 'low' | 'normal' | 'high'; label: string }[] = [
  { value: 'low', label: 'Not urgent' },
  { value: 'normal', label: 'Normal' },
  { value: 'high', label: 'Important' },
]

export const conversationStrings = {
  title: 'Conversation',
  parts: {
    title: 'Parts of the conversation',
    messages: 'Messages',
    files: (n: number) => (n === 0 ? 'Files' : `Files (${numberOf(n)})`),
    log: 'Log',
  },

  threads: {
    title: 'Threads',
    all: 'All threads',
    begin: 'Write',
    unread: 'unread',
    count: (n: number) => count(n, 'message', 'messages'),
    between: (names: readonly string[]) => `Between ${list.format(names)}.`,
    none: 'Nobody has said anything yet.',
    noneDetail: 'What crosses the bridge appears here, thread by thread. You can write, too.',
  },
  thread: {
    all: 'All threads',
    untitled: 'A thread',
    begin: 'A new thread',
    beginDetail: 'Its first words become its name.',
    people: (names: readonly string[]) => list.format(names),
    count: (n: number) => count(n, 'message', 'messages'),
    messagesOf: (title: string) => `Messages of “${title}”`,
    begins: 'The thread begins here.',
    loadingEarlier: 'Fetching earlier messages…',
    newBelow: (n: number) => `${numberOf(n)} new below`,
    toEnd: 'To the newest',
    menu: 'More about this thread',
    rename: 'Give it a name…',
    renameTitle: 'What do you call this thread?',
    renameHint: 'For you; the models are not told. Empty: its first words.',
    markdown: 'Export as Markdown',
    json: 'Export as JSON',
  },
  message: {
    label: (name: string, to: readonly string[], when: string) =>
      `${name} to ${list.format(to)}, ${when}`,
    to: (names: readonly string[]) => `to ${list.format(names)}`,
    ownerPart: { pasted: 'pasted by you', changed: 'changed by you' },
    high: 'important',
    low: 'not urgent',
    fresh: 'New to you',
    answers: 'In reply to',
    earlier: 'an earlier message',
    reply: 'Reply',
    replyTo: (name: string) => `Reply to ${name}`,
    copy: 'Copy the text',
    copyOf: (name: string) => `Copy what ${name} wrote`,
    copied: 'The text is copied.',
    copyFailed: 'The browser did not let the text be copied.',
  },
  receipts: {
    delivered: (names: readonly string[]) => `Delivered to ${list.format(names)}`,
    read: (names: readonly string[]) => `Read by ${list.format(names)}`,
    acknowledged: (names: readonly string[]) => `Acknowledged by ${list.format(names)}`,
    acknowledge: 'Acknowledge',
    waits: (name: string) => `${name}: waits unread in the inbox`,
    when: (name: string, read: string | null, acknowledged: string | null) =>
      [
        `${name}: `,
        [read && `read ${read}`, acknowledged && `acknowledged ${acknowledged}`]
          .filter(Boolean)
          .join(', '),
      ].join(''),
  },
  text: {
    code: 'Code',
    all: (characters: number) => `Show all of it (${numberOf(characters)} characters)`,
    allOf: (name: string) => `Show all of what ${name} wrote`,
    less: 'Show less',
    lessOf: (name: string) => `Show less of what ${name} wrote`,
  },
  link: {
    title: (host: string) => `Open ${host}?`,
    description: 'A message asks you to go to this address. Look at it before you do.',
    address: 'the address',
    open: 'Open it',
    disguised: (host: string) =>
      `What stands before the @ is a name, not a place. It leads to ${host}.`,
  },

  composer: {
    label: 'Write as yourself',
    to: 'To',
    send: 'Send',
    hint: /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘ Enter sends' : 'Ctrl + Enter sends',
    nobody: 'There is nobody to write to yet.',
    chooseSomeone: 'Choose whom to write to.',
    stopped: 'The bridge has stopped. Your words are kept here.',
    importance: 'Importance',
    importances,
    answering: (name: string) => `Replying to ${name}`,
    leaveAnswer: 'Do not reply to it',
  },

  search: {
    label: 'Search messages and files',
    placeholder: 'Search',
    results: 'What was found',
    begin: 'Search everything that was said and shared.',
    beginDetail: 'All words have to occur; the last one may be the beginning of a word.',
    found: (n: number, query: string) =>
      n === 0 ? `Nothing has “${query}” in it.` : `${count(n, 'place', 'places')} with “${query}”`,
    more: 'More words find fewer.',
    none: (query: string) => `Nothing has “${query}” in it.`,
    noneDetail: 'Fewer or other words may find it.',
    kinds: {
      message: (_name: string) => 'wrote',
      log: (_name: string) => 'noted',
      file: (name: string) => `written by ${name}`,
    },
  },

  files: {
    title: 'Shared files',
    all: 'All files',
    none: 'No shared files yet.',
    noneDetail: 'Everybody on the bridge may read what is shared here; every version is kept.',
    share: 'Share files',
    shared: (name: string, version: number) => `${name} is shared, at version ${version}.`,
    newVersion: 'Share a new version',
    version: (n: number) => `version ${n}`,
    download: 'Download',
    remove: 'Delete the file',
    deleted: 'This file was deleted. Its versions are still here.',
  },
  sharing: {
    title: 'On their way',
    sending: (name: string) => `Sharing ${name}…`,
    asks: (name: string, version: number, by: string) =>
      `There is already a file named ${name}, at version ${version} by ${by}. Nothing of it is lost when yours follows.`,
    follow: (version: number) => `Share as version ${version}`,
    leave: 'Do not share it',
    changed: (name: string) => `Somebody changed ${name} meanwhile.`,
    changedDetail: (after: number, now: number, by: string) =>
      now === 0
        ? `Yours was to follow version ${after}, but the file was deleted.`
        : `Yours was to follow version ${after}; now it is at version ${now}, by ${by}. Look at that first, or put yours on top: theirs is kept as a version.`,
    look: (version: number) => `Look at version ${version}`,
    onTop: (version: number) => `Put mine on top as version ${version}`,
    tooLarge: (size: number, limit: number): Failure => ({
      code: 'file-too-large',
      message: `The file has ${sizeOf(size)}; the limit is ${sizeOf(limit)}.`,
      side: 'owner',
      next: 'Split the file, or raise the limit in the settings.',
      docs: '',
    }),
  },
  versions: {
    label: (n: number) => count(n, 'version', 'versions'),
    option: (n: number, when: string, deleted: boolean) =>
      `Version ${n}, ${when}${deleted ? ' (deleted)' : ''}`,
    compare: 'What changed since',
    nothing: 'Do not compare',
  },
  preview: {
    label: (name: string, version: number) => `${name}, version ${version}`,
    deleted: 'The file was deleted in this version.',
    empty: 'It is empty.',
    tooLarge: 'It is too large to be shown here. Download it to look at it.',
    notShown: 'Files of this kind are not shown here. Download it to look at it.',
  },
  diff: {
    fromTo: (from: number, to: number) => `From version ${from} to version ${to}`,
    summary: (added: number, removed: number) =>
      `${count(added, 'line', 'lines')} added, ${removed} removed.`,
    same: 'Both versions say the same.',
    notText: 'Only texts can be compared.',
    tooDifferent: 'These two are too different, or too long, to be compared here.',
    gap: (lines: number) => count(lines, 'line the same', 'lines the same'),
    left: 'Removed',
    right: 'Added',
  },
  remove: {
    title: (name: string) => `Delete ${name}?`,
    description:
      'It is no longer in the list. Its versions are kept, and a file of the same name continues them.',
    confirm: 'Delete',
    done: (name: string) => `${name} is deleted.`,
  },

  log: {
    title: 'Everything that was recorded',
    archived: 'Include what was archived',
    verify: 'Check the chain',
    holds: (entries: number) =>
      `Nothing was changed after the fact: ${count(entries, 'entry', 'entries')}.`,
    broken: (seq: number) => `Entry ${seq} is not what was recorded.`,
    ledgerBroken: (row: number) =>
      `Row ${row} of the ledger of what clients received is not what was entered.`,
    hash: (hash: string) => `Its link in the chain: ${hash}`,
    kinds: {
      message: 'wrote',
      note: 'noted',
      'file-written': 'shared a file',
      'file-deleted': 'deleted a file',
      archived: 'archived what was before',
      acknowledged: 'acknowledged',
    },
    to: (names: readonly string[]) => `to ${list.format(names)}`,
    open: 'Look at it',
    none: 'Nothing was recorded yet.',
    noneDetail: 'Every message, note and file appears here once it has crossed.',
    earlier: 'Earlier',
    later: 'Later',
  },

  export: {
    label: 'Export',
    title: 'Export',
    markdown: 'As Markdown',
    json: 'As JSON',
    preparing: 'Preparing…',
    soFar: (size: string) => `About ${size} so far`,
    done: (fileName: string) => `${fileName} is in your downloads.`,
  },
}
