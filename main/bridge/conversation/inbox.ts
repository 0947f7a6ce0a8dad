/**
 * Inboxes. Without a cursor a participant gets what is unread, oldest first; with one, everything
 * after it, read or not. What is handed out is marked as read in a commit of its own before it is
 * answered, and a page ends early when it is full in bytes; an empty inbox costs one lookup and no write.
 */
import type { Store } from '../store/types.ts'
import type { Cursors } from './cursors.ts'
import type { Parts } from './deps.ts'
import { messageColumns, messageFrom, storedMessageFrom } from './message-rows.ts'
import { takePage } from './page.ts'
import { requireParticipant } from './participants.ts'
import { clampLimit, integer, integerOrNull, isoOrNull, type Row } from './rows.ts'
import type { InboxMessage, InboxPage, InboxRequest, ParticipantId } from './types.ts'

export interface Inbox {
  inbox: (participant: ParticipantId, request?: InboxRequest) => Promise<InboxPage>
  /** What `inbox` would return now, marking nothing. */
  peek: (participant: ParticipantId, request: InboxRequest) => InboxPage
}

const standardLimit = 50
const maxLimit = 200

const after = `SELECT d.ordinal, d.read_at, d.acknowledged_at, ${messageColumns}
  FROM deliveries d JOIN messages m ON m.seq = d.seq
  WHERE d.participant = ? AND d.seq > ?`

export function createInbox({ store, commit, clock }: Parts, cursors: Cursors): Inbox {
  function peek(participant: ParticipantId, request: InboxRequest): InboxPage {
    const state = stateOf(store, participant)
    const limit = clampLimit(request.limit, standardLimit, maxLimit)
    const from = request.after === undefined ? 0 : cursors.take(request.after).position
    const waiting = request.includeRead ? state.unacknowledged : state.unread
    let rows: Row[] = []
    let total = waiting
    if (request.after !== undefined) {
      rows = takePage(
        store.statement(`${after} ORDER BY d.seq LIMIT ?`).iterate(participant, from, limit),
      )
      total = rows[0] ? state.delivered - integer(rows[0], 'ordinal') + 1 : 0
    } else if (waiting > 0) {
      const open = request.includeRead ? 'd.acknowledged_at IS NULL' : 'd.read_at IS NULL'
      rows = takePage(
        store
          .statement(`${after} AND ${open} ORDER BY d.seq LIMIT ?`)
          .iterate(participant, from, limit),
      )
    }
    const messages = rows.map(inboxMessageFrom)
    const remaining = total - messages.length
    const last = messages.at(-1)
    // At the end the cursor is "now", which spares the next reader what lies between.
    const position = remaining > 0 && last ? last.seq : state.head
    return { messages, cursor: cursors.give({ position }), remaining }
  }

  function markRead(participant: ParticipantId, page: InboxPage): InboxPage {
    const now = clock.now()
    const readAt = isoOrNull(now)
    const fresh = page.messages.filter((message) => message.readAt === null)
    for (const message of fresh) {
      store
        .statement('UPDATE deliveries SET read_at = ? WHERE participant = ? AND seq = ?')
        .run(now, participant, message.seq)
    }
    store
      .statement('UPDATE participants SET unread = unread - ? WHERE id = ?')
      .run(fresh.length, participant)
    return {
      ...page,
      messages: page.messages.map((message) => ({ ...message, readAt: message.readAt ?? readAt })),
    }
  }

  return {
    peek,

    async inbox(participant, request = {}) {
      const page = peek(participant, request)
      const nothingToMark = page.messages.every((message) => message.readAt !== null)
      if (request.markRead === false || nothingToMark) return page
      // Read again inside the write: of two callers at once, each message goes to the first.
      return commit(() => ({
        result: markRead(participant, peek(participant, request)),
        events: [{ type: 'inbox', participant }],
      }))
    },
  }
}

interface InboxState {
  delivered: number
  unread: number
  unacknowledged: number
  head: number
}

/** The counters of one inbox and the head of the log, in one lookup. */
export function stateOf(store: Store, participant: ParticipantId): InboxState {
  const row = store
    .statement(
      `SELECT p.delivered, p.unread, p.unacknowledged, c.head
       FROM participants p, conversation c WHERE p.id = ?`,
    )
    .get(participant)
  if (!row) requireParticipant(store, participant)
  return {
    delivered: integer(row ?? {}, 'delivered'),
    unread: integer(row ?? {}, 'unread'),
    unacknowledged: integer(row ?? {}, 'unacknowledged'),
    head: integer(row ?? {}, 'head'),
  }
}

function inboxMessageFrom(row: Row): InboxMessage {
  return {
    ...messageFrom(storedMessageFrom(row)),
    readAt: isoOrNull(integerOrNull(row, 'read_at')),
    acknowledgedAt: isoOrNull(integerOrNull(row, 'acknowledged_at')),
  }
}
