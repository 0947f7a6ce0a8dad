/**
 * One digest of what a participant missed, within a budget, marking nothing read. The newest
 * messages matter most and are taken first, but stand in the order they were sent. What did not
 * fit is not lost: the cursor then covers the gap, and after the gap goes on where this one ended.
 */
import type { Store } from '../../store/types.ts'
import type { Cursors, Position } from '../cursors.ts'
import type { Parts } from '../deps.ts'
import { writeDigest } from './digest.ts'
import { stateOf, type Inbox } from './inbox.ts'
import { messageColumns, messageFrom, storedMessageFrom } from '../message-rows.ts'
import { takePage } from '../page.ts'
import { findReader, type Reader } from '../readers.ts'
import { integer, integerOrNull, text } from '../rows.ts'
import { removedText } from '../texts.ts'
import type { Conversation } from '../types.ts'
import type { ParticipantId } from '../message-types.ts'

const charactersPerToken = 4
const minTokens = 200
const maxTokens = 50_000
const maxMessages = 500
const maxFiles = 50

/** The part of the inbox a digest is about: after `from`, before `before`. */
interface Range {
  from: number
  before: number
  resume: number
  unreadOnly: boolean
}

export function createCatchUp(
  { store }: Parts,
  cursors: Cursors,
  { look }: Pick<Inbox, 'look'>,
): Pick<Conversation, 'catchUp'> {
  return {
    async catchUp(participant, { client, cursor, tokenBudget, includeFiles = true }) {
      await look(participant, client)
      const reader = findReader(store, participant, client)
      const { head, unread } = stateOf(store, participant)
      const at = cursor === undefined ? undefined : cursors.take(cursor)
      const range = rangeOf(at, head)
      const files = at?.gap || !includeFiles ? [] : changedFiles(store, at?.position)
      const tokens = Number.isFinite(tokenBudget) ? tokenBudget : minTokens
      const budget = Math.min(Math.max(minTokens, tokens), maxTokens) * charactersPerToken
      const { total, oldest, messages } = newestOf(store, participant, { ...range, reader }, budget)
      const written = writeDigest({
        messages,
        total,
        files: includeFiles ? files : undefined,
        budget,
      })
      const shown = messages.slice(0, written.shown)
      const next: Position = { position: range.resume }
      if (shown.length < total) {
        const before = shown.at(-1)?.seq ?? range.before
        next.position = Math.max(range.from, oldest - 1)
        next.gap = { before, resume: range.resume, unreadOnly: range.unreadOnly }
      }
      return {
        digest: written.digest,
        cursor: cursors.give(next),
        truncated: shown.length < total || written.clipped,
        unread: unread + (reader?.behind ?? 0),
        changedFiles: files.map((file) => file.name),
        shown: shown.map(({ seq, text }, index) => ({
          seq,
          extent:
            text === removedText ? 'name' : written.shortened && index === 0 ? 'part' : 'whole',
        })),
        files: files.map(({ name, version }) => ({ name, version })),
      }
    },
  }
}

function rangeOf(at: Position | undefined, head: number): Range {
  if (!at) return { from: 0, before: head + 1, resume: head, unreadOnly: true }
  if (!at.gap) return { from: at.position, before: head + 1, resume: head, unreadOnly: false }
  return { from: at.position, ...at.gap }
}

/**
 * The newest messages of the range, newest first, as far as so many characters reach; how many
 * there are, and where they begin.
 */
function newestOf(
  store: Store,
  participant: ParticipantId,
  range: Range & { reader: Reader | undefined },
  budget: number,
) {
  const unread = unreadFor(participant, range.reader)
  const which = `FROM deliveries d ${range.unreadOnly ? unread.index : ''} JOIN messages m ON m.seq = d.seq
    WHERE d.participant = ? AND d.seq > ? AND d.seq < ?
    ${range.unreadOnly ? `AND ${unread.sql}` : ''}`
  const bounds = [participant, range.from, range.before, ...(range.unreadOnly ? unread.values : [])]
  const newestFirst = store
    .statement(
      `SELECT d.ordinal, ${messageColumns} ${which} ORDER BY d.seq DESC LIMIT ${maxMessages}`,
    )
    .iterate(...bounds)
  const rows = takePage(newestFirst, budget, (row) => text(row, 'text').length)
  const newest = rows[0]
  const first = store
    .statement(`SELECT d.ordinal, d.seq ${which} ORDER BY d.seq LIMIT 1`)
    .get(...bounds)
  const oldest = first ? integer(first, 'seq') : 0
  let total = rows.length
  const last = rows.at(-1)
  if (newest && first && last && integer(last, 'seq') > oldest) {
    total = range.unreadOnly
      ? count(store, which, bounds)
      : integer(newest, 'ordinal') - integer(first, 'ordinal') + 1
  }
  return { total, oldest, messages: rows.map((row) => messageFrom(storedMessageFrom(row))) }
}

/** What a client has not read; the plain case goes by the index of what nobody has. */
function unreadFor(participant: ParticipantId, reader: Reader | undefined) {
  const index = 'INDEXED BY deliveries_unread'
  if (reader === undefined || reader.behind === 0) {
    return { index, sql: 'd.read_at IS NULL', values: [] }
  }
  return {
    index: '',
    sql: `d.seq IN (SELECT seq FROM deliveries ${index} WHERE participant = ? AND read_at IS NULL
      UNION ALL SELECT seq FROM behind WHERE reader = ?)`,
    values: [participant, reader.id],
  }
}

function count(store: Store, which: string, bounds: (string | number)[]): number {
  const row = store.statement(`SELECT count(*) AS total ${which}`).get(...bounds)
  return integer(row ?? {}, 'total')
}

/** Files that changed after `position`, newest first; without one, the files there are. */
function changedFiles(store: Store, position: number | undefined) {
  return store
    .statement(
      `SELECT f.name, f.version, f.deleted, v.written_by, v.size FROM files f
       JOIN file_versions v ON v.seq = f.seq
       WHERE f.seq > ? AND (f.deleted = 0 OR ?) ORDER BY f.seq DESC LIMIT ${maxFiles}`,
    )
    .all(position ?? 0, position === undefined ? 0 : 1)
    .map((row) => ({
      name: text(row, 'name'),
      version: integer(row, 'version'),
      deleted: integerOrNull(row, 'deleted') === 1,
      by: text(row, 'written_by'),
      size: integer(row, 'size'),
    }))
}
