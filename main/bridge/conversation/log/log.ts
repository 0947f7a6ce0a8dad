/**
 * Reading and adding to the log. Acknowledgements are part of the chain but not of what a reader
 * is shown or counted: they would drown the conversation.
 */
import { append, headOf, hex } from './chain.ts'
import type { Outcome, Parts } from '../deps.ts'
import { messageId, threadId } from '../ids.ts'
import { ownerPartFrom, stringsFrom } from '../message-rows.ts'
import { makeOwn, requireOwnThread } from './own-entries.ts'
import { takePage } from '../page.ts'
import { requireParticipant } from '../participants.ts'
import {
  blob,
  clampLimit,
  integer,
  integerOrNull,
  iso,
  text,
  textOrNull,
  type Row,
} from '../rows.ts'
import { indexWords, storedBytes } from '../search/search-index.ts'
import { requireText, textOrRemoved } from '../texts.ts'
import { requireThread } from '../threads/threads.ts'
import type { Conversation } from '../types.ts'
import type { OwnerPart, ParticipantId } from '../message-types.ts'
import type { LogEntry, LogKind } from './log-types.ts'
import { plural } from '../../base/plural.ts'

/** The columns of an entry as `entryFrom` reads it. */
export const entryColumns = `l.seq, l.kind, l.at, l.by, l.thread, l.ref, l.hash,
  coalesce(l.text, m.text) AS text, m.recipients,
  coalesce(l.owner_part, m.owner_part) AS owner_part`
const entries = `SELECT ${entryColumns} FROM log l LEFT JOIN messages m ON m.seq = l.seq
  WHERE l.kind <> 'acknowledged' AND l.seq > ? AND l.seq < ?`
const notFiles = "AND l.kind NOT IN ('file-written', 'file-deleted')"
const newest = 'ORDER BY l.seq DESC LIMIT ? + 0'

/** What is a participant's own: ?1 it, ?2 after, ?3 before, ?4 how many. */
const own = `SELECT seq FROM own_entries WHERE participant = ?1 AND seq > ?2 AND seq < ?3
  ORDER BY seq DESC LIMIT ?4 + 0`
const aboutFiles = `SELECT seq FROM file_versions WHERE seq > ?2 AND seq < ?3
  ORDER BY seq DESC LIMIT ?4 + 0`
const ownInThread = `SELECT seq FROM own_entries
  WHERE participant = ?1 AND seq > ?2 AND seq < ?3 AND thread = ?5 ORDER BY seq DESC LIMIT ?4 + 0`
const entriesAt = (which: string): string =>
  `SELECT ${entryColumns} FROM (${which}) o
   JOIN log l ON l.seq = o.seq LEFT JOIN messages m ON m.seq = l.seq
   ORDER BY o.seq DESC LIMIT ?4 + 0`
const ownEntries = {
  alone: entriesAt(own),
  withFiles: entriesAt(`SELECT seq FROM (${own}) UNION SELECT seq FROM (${aboutFiles})`),
  inThread: entriesAt(ownInThread),
}

export interface Notes extends Pick<Conversation, 'log' | 'note' | 'archive'> {
  /** Only inside a write. `own`: whose it is, besides being in the log. */
  writeNote(
    by: ParticipantId,
    words: string,
    thread: number | null,
    own?: readonly ParticipantId[],
    ownerPart?: OwnerPart,
  ): Outcome<LogEntry>
}

export function createLog({ store, commit, clock, limits, keepers }: Parts): Notes {
  function archivedTo(): number {
    const row = store.statement('SELECT archived_to FROM conversation').get()
    return integer(row ?? {}, 'archived_to')
  }

  function writeNote(
    by: ParticipantId,
    words: string,
    thread: number | null,
    own: readonly ParticipantId[] = [by],
    ownerPart?: OwnerPart,
  ): Outcome<LogEntry> {
    const entry = { kind: 'note' as const, at: clock.now(), by, thread, ref: null, text: words }
    const part = ownerPart === undefined ? {} : { ownerPart }
    const seq = append(store, { ...entry, ...part, about: () => words })
    makeOwn(store, own, seq, thread)
    indexWords(store, seq, words)
    return {
      result: {
        seq,
        kind: 'note',
        at: iso(entry.at),
        by,
        to: null,
        text: words,
        ref: null,
        thread: thread === null ? null : threadId(thread),
        hash: hex(headOf(store).hash),
        ...part,
      },
      events: [{ type: 'log', seq }],
    }
  }

  function archive(by: ParticipantId): Outcome<{ archived: number }> {
    const row = store.statement('SELECT entries FROM conversation').get() ?? {}
    const archived = integer(row, 'entries')
    if (archived === 0) return { result: { archived }, events: [] }
    store.statement('UPDATE conversation SET archived_to = head, entries = 0').run()
    const words = `archived everything before (${plural(archived, 'entry', 'entries')})`
    const entry = { kind: 'archived' as const, at: clock.now(), by, thread: null, ref: null }
    const seq = append(store, { ...entry, text: words, about: () => words })
    makeOwn(store, [by], seq, null)
    return { result: { archived }, events: [{ type: 'log', seq }] }
  }

  return {
    writeNote,

    /** In the order in which things happened; `limit` and the size of a page keep the newest. */
    log(request = {}) {
      const from = request.includeArchived ? 0 : archivedTo()
      const before = request.before ?? Number.MAX_SAFE_INTEGER
      const limit = clampLimit(request.limit, 50, 1000)
      if (request.only !== undefined) {
        const bounds = [request.only, from, before, limit] as const
        if (request.thread !== undefined) {
          const thread = requireOwnThread(store, request.only, request.thread)
          return inOrder(store.statement(ownEntries.inThread).iterate(...bounds, thread))
        }
        const which = request.includeFiles === false ? ownEntries.alone : ownEntries.withFiles
        return inOrder(store.statement(which).iterate(...bounds))
      }
      const shown = request.includeFiles === false ? `${entries} ${notFiles}` : entries
      const rows =
        request.thread === undefined
          ? store.statement(`${shown} ${newest}`).iterate(from, before, limit)
          : store
              .statement(`${shown} AND l.thread = ? ${newest}`)
              .iterate(from, before, requireThread(store, request.thread), limit)
      return inOrder(rows)
    },

    async note(by, words, thread, { ownOnly = false, ownerPart } = {}) {
      requireParticipant(store, by)
      const checked = requireText(words, limits.messageBytes)
      const find = (id: string) =>
        ownOnly ? requireOwnThread(store, by, id) : requireThread(store, id)
      const seq = thread === undefined ? null : find(thread)
      store.room.require(storedBytes(checked))
      return commit(() => {
        if (seq !== null) keepers.check(by, seq)
        return writeNote(by, checked, seq, [by], ownerPart)
      })
    },

    async archive(by) {
      requireParticipant(store, by)
      return commit(() => archive(by))
    },
  }
}

const inOrder = (newestFirst: Iterable<Row>): LogEntry[] =>
  takePage(newestFirst).map(entryFrom).toReversed()

export function entryFrom(row: Row): LogEntry {
  const thread = integerOrNull(row, 'thread')
  const seq = integer(row, 'seq')
  const kind = kindFrom(text(row, 'kind'))
  return {
    seq,
    kind,
    at: iso(integer(row, 'at')),
    by: text(row, 'by'),
    to: kind === 'message' ? stringsFrom(text(row, 'recipients')) : null,
    text: textOrRemoved(text(row, 'text')),
    thread: thread === null ? null : threadId(thread),
    ref: kind === 'message' ? messageId(seq) : textOrNull(row, 'ref'),
    hash: hex(blob(row, 'hash')),
    ...ownerPartFrom(row),
  }
}

const kinds: readonly LogKind[] = [
  'message',
  'note',
  'file-written',
  'file-deleted',
  'archived',
  'acknowledged',
]

/** Whether an entry is about a file: what only those may know who may read files. */
export const isAboutFile = (kind: LogKind): boolean =>
  kind === 'file-written' || kind === 'file-deleted'

export function kindFrom(value: string): LogKind {
  const kind = kinds.find((known) => known === value)
  if (!kind) throw new TypeError(`${value} is not a kind of log entry`)
  return kind
}
