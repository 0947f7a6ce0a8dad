/**
 * One digest of what a participant missed, within a budget, marking nothing read. The newest
 * messages matter most and are taken first, but stand in the order they were sent. What did not
 * fit is not lost: the cursor then covers the gap, and after the gap goes on where this one ended.
 */
import type { Store } from '../store/types.ts'
import type { Cursors, Position } from './cursors.ts'
import type { Parts } from './deps.ts'
import { writeDigest } from './digest.ts'
import { stateOf } from './inbox.ts'
import { messageColumns, messageFrom, storedMessageFrom } from './message-rows.ts'
import { takePage } from './page.ts'
import { integer, integerOrNull, text } from './rows.ts'
import type { Conversation, ParticipantId } from './types.ts'

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

export function createCatchUp({ store }: Parts, cursors: Cursors): Pick<Conversation, 'catchUp'> {
  return {
    async catchUp(participant, { cursor, tokenBudget, includeFiles = true }) {
      const { head, unread } = stateOf(store, participant)
      const at = cursor === undefined ? undefined : cursors.take(cursor)
      const range = rangeOf(at, head)
      const files = at?.gap || !includeFiles ? [] : changedFiles(store, at?.position)
      const tokens = Number.isFinite(tokenBudget) ? tokenBudget : minTokens
      const budget = Math.min(Math.max(minTokens, tokens), maxTokens) * charactersPerToken
      const { total, oldest, messages } = newestOf(store, participant, range, budget)
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
        unread,
        changedFiles: files.map((file) => file.name),
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
function newestOf(store: Store, participant: ParticipantId, range: Range, budget: number) {
  const which = `FROM deliveries d JOIN messages m ON m.seq = d.seq
    WHERE d.participant = ? AND d.seq > ? AND d.seq < ?
    ${range.unreadOnly ? 'AND d.read_at IS NULL' : ''}`
  const bounds = [participant, range.from, range.before] as const
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
      ? countUnread(store, ...bounds)
      : integer(newest, 'ordinal') - integer(first, 'ordinal') + 1
  }
  return { total, oldest, messages: rows.map((row) => messageFrom(storedMessageFrom(row))) }
}

function countUnread(store: Store, participant: string, from: number, before: number): number {
  const row = store
    .statement(
      `SELECT count(*) AS total FROM deliveries
       WHERE participant = ? AND seq > ? AND seq < ? AND read_at IS NULL`,
    )
    .get(participant, from, before)
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
