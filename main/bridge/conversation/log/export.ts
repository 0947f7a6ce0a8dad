/**
 * The whole conversation, or one thread of it, as one Markdown or JSON document, streamed in pages and fixed at the
 * moment it begins: what is written meanwhile is not in it. JSON carries everything the chain
 * covers, so it can be verified elsewhere; in Markdown every text is quoted, so that none can pass
 * for structure.
 */
import type { Store } from '../../store/types.ts'
import { headOf, hex } from './chain.ts'
import type { Parts } from '../deps.ts'
import { messageId, threadId } from '../ids.ts'
import { entryColumns, entryFrom } from './log.ts'
import { ownerPartWords } from '../quote.ts'
import { takePage } from '../page.ts'
import { listParticipants } from '../participants.ts'
import { requireThread } from '../threads/threads.ts'
import { blob, integer, integerOrNull, iso, text, textOrNull, type Row } from '../rows.ts'
import type { Conversation } from '../types.ts'

type Progress = (done: number, total: number) => void

/** At most so many entries at a time, and about 1 MB of texts. */
const pageSize = 500

const columns = `SELECT ${entryColumns}, l.digest, m.importance, m.reply_to, p.purged_by
  FROM log l LEFT JOIN messages m ON m.seq = l.seq LEFT JOIN purged p ON p.seq = l.seq`
const page = `${columns} WHERE l.seq > ? AND l.seq <= ? ORDER BY l.seq LIMIT ${pageSize}`
const threadPage = `${columns}
  WHERE l.thread = ? AND l.seq > ? AND l.seq <= ? ORDER BY l.seq LIMIT ${pageSize}`

/** What is exported: up to which entry, and of which thread. */
interface Extent {
  head: ReturnType<typeof headOf>
  thread: number | undefined
  now: number
  progress: Progress
}

export function createExport({ store, clock }: Parts): Pick<Conversation, 'export'> {
  return {
    export(format, progress = () => {}, id) {
      const thread = id === undefined ? undefined : requireThread(store, id)
      const extent = { head: headOf(store), thread, now: clock.now(), progress }
      return format === 'json' ? asJson(store, extent) : asMarkdown(store, extent)
    },
  }
}

/** No statement stays open between pages, so writers never wait for a slow reader. */
function* pages(store: Store, { head, thread, progress }: Extent): Generator<Row[]> {
  let seq = 0
  while (seq < head.seq) {
    const rows = takePage(
      thread === undefined
        ? store.statement(page).iterate(seq, head.seq)
        : store.statement(threadPage).iterate(thread, seq, head.seq),
    )
    const last = rows.at(-1)
    if (!last) return
    yield rows
    seq = integer(last, 'seq')
    progress(seq, head.seq)
  }
}

async function* asJson(store: Store, extent: Extent): AsyncGenerator<string> {
  const { head, thread, now } = extent
  const intro = {
    format: 'drawbridge-conversation',
    version: 1,
    exportedAt: iso(now),
    head: { seq: head.seq, hash: hex(head.hash) },
    ...(thread !== undefined && { thread: threadId(thread) }),
    participants: listParticipants(store),
  }
  yield `${JSON.stringify(intro).slice(0, -1)},"entries":[`
  let separator = '\n'
  for (const rows of pages(store, extent)) {
    let chunk = ''
    for (const row of rows) {
      chunk += separator + JSON.stringify(jsonEntry(store, row))
      separator = ',\n'
    }
    yield chunk
  }
  yield '\n]}\n'
}

function jsonEntry(store: Store, row: Row): unknown {
  const removedBy = integerOrNull(row, 'purged_by')
  const entry = {
    ...entryFrom(row),
    digest: hex(blob(row, 'digest')),
    // Its text, or the content of the version, is no more; this entry says so.
    ...(removedBy !== null && { removedBy }),
  }
  if (entry.kind === 'message') {
    const replyTo = integerOrNull(row, 'reply_to')
    return {
      ...entry,
      importance: text(row, 'importance'),
      replyTo: replyTo === null ? null : messageId(replyTo),
    }
  }
  if (entry.kind !== 'file-written' && entry.kind !== 'file-deleted') return entry
  const version = store.statement('SELECT * FROM file_versions WHERE seq = ?').get(entry.seq)
  return version ? { ...entry, file: jsonVersion(version) } : entry
}

function jsonVersion(row: Row): unknown {
  return {
    name: text(row, 'name'),
    version: integer(row, 'version'),
    sha256: textOrNull(row, 'sha256'),
    size: integer(row, 'size'),
    mimeType: text(row, 'mime_type'),
  }
}

async function* asMarkdown(store: Store, extent: Extent): AsyncGenerator<string> {
  const { head, thread, now } = extent
  const names = new Map(listParticipants(store).map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? id
  const title = thread === undefined ? 'Conversation' : `Thread ${threadId(thread)}`
  yield `# ${title}\n\nExported ${iso(now)} · ${head.seq} entries · ${hex(head.hash)}\n`
  for (const rows of pages(store, extent)) {
    let chunk = ''
    for (const row of rows) chunk += markdownEntry(row, nameOf)
    yield chunk
  }
}

function markdownEntry(row: Row, nameOf: (id: string) => string): string {
  const { seq, kind, at, by, to, text: words, thread, ownerPart } = entryFrom(row)
  if (kind !== 'message' && kind !== 'note') return `\n*${nameOf(by)} ${words} · ${at}*\n`
  const receivers = to === null ? '' : ` → ${to.map(nameOf).join(', ')}`
  const replyTo = integerOrNull(row, 'reply_to')
  const details = [
    at,
    kind === 'message' ? messageId(seq) : 'note',
    ...(thread === null || thread === threadId(seq) ? [] : [`thread ${thread}`]),
    ...(replyTo === null ? [] : [`reply to ${messageId(replyTo)}`]),
    ...(ownerPart ? [ownerPartWords[ownerPart]] : []),
  ]
  const quoted = words.replaceAll(/\r\n?|\n/g, '\n> ')
  return `\n**${nameOf(by)}${receivers}** · ${details.join(' · ')}\n\n> ${quoted}\n`
}
