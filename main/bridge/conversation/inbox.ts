/**
 * Inboxes. Without a cursor a participant gets what is unread, oldest first; with one, everything
 * after it, read or not. What is handed out is marked as read in a commit of its own before it is
 * answered, and a page ends early when it is full in bytes; an empty inbox costs two lookups and no
 * write. What is unread is kept by client (readers.ts); who asks without one asks for the participant.
 */
import type { Store } from '../store/types.ts'
import type { Cursors } from './cursors.ts'
import type { Parts } from './deps.ts'
import { countInThread, inboxRows, type Which } from './inbox-rows.ts'
import { messageFrom, storedMessageFrom } from './message-rows.ts'
import { requireParticipant } from './participants.ts'
import { catchUpOn, findReader, leaveBehind, lookIsNews, noteLook } from './readers.ts'
import { clampLimit, integer, integerOrNull, isoOrNull, type Row } from './rows.ts'
import { requireThread } from './threads.ts'
import type { InboxMessage, InboxPage, InboxRequest, ParticipantId } from './types.ts'

export interface Inbox {
  inbox: (participant: ParticipantId, request?: InboxRequest) => Promise<InboxPage>
  /** What `inbox` would return now, marking nothing. */
  peek: (participant: ParticipantId, request: InboxRequest) => InboxPage
  /** Makes a client known, from when on others cannot read anything for it. */
  look: (participant: ParticipantId, client: string | undefined) => Promise<void>
}

const standardLimit = 50
const maxLimit = 200

export function createInbox({ store, commit, clock }: Parts, cursors: Cursors): Inbox {
  function peek(participant: ParticipantId, request: InboxRequest): InboxPage {
    const state = stateOf(store, participant)
    const reader = findReader(store, participant, request.client)
    const thread = request.thread === undefined ? undefined : requireThread(store, request.thread)
    const after = request.after === undefined ? 0 : cursors.take(request.after).position
    const which = whichOf(request)
    const waiting = {
      all: state.delivered,
      open: state.unacknowledged,
      unread: state.unread + (reader?.behind ?? 0),
    }[which]
    const limit = clampLimit(request.limit, standardLimit, maxLimit)
    const wanted = { participant, reader, which, thread, after, limit }
    const rows = waiting > 0 ? inboxRows(store, wanted) : []
    const messages = rows.map(inboxMessageFrom)
    const last = messages.at(-1)
    let remaining = 0
    if (last && thread !== undefined) {
      remaining = countInThread(store, wanted, thread, last.seq)
    } else if (last) {
      const first = rows[0] ?? {}
      const total = which === 'all' ? state.delivered - integer(first, 'ordinal') + 1 : waiting
      remaining = total - messages.length
    }
    // At the end the cursor is "now", which spares the next reader what lies between.
    const position = remaining > 0 && last ? last.seq : state.head
    return { messages, cursor: cursors.give({ position }), remaining }
  }

  function markRead(
    participant: ParticipantId,
    page: InboxPage,
    reader: number | undefined,
  ): InboxPage {
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
    leaveBehind(
      store,
      participant,
      fresh.map(({ seq }) => seq),
      reader,
    )
    if (reader !== undefined) {
      const others = page.messages.filter((message) => message.readAt !== null)
      catchUpOn(
        store,
        reader,
        others.map(({ seq }) => seq),
      )
    }
    return {
      ...page,
      messages: page.messages.map((message) => ({ ...message, readAt: message.readAt ?? readAt })),
    }
  }

  async function look(participant: ParticipantId, client: string | undefined): Promise<void> {
    if (client === undefined) return
    const now = clock.now()
    if (!lookIsNews(findReader(store, participant, client), now)) return
    requireParticipant(store, participant)
    await commit(() => {
      noteLook(store, participant, client, now)
      return { result: undefined, events: [] }
    })
  }

  return {
    peek,
    look,

    async inbox(participant, request = {}) {
      await look(participant, request.client)
      const page = peek(participant, request)
      const reader = findReader(store, participant, request.client)
      const caughtUp = (reader?.behind ?? 0) === 0
      const nothingToMark = caughtUp && page.messages.every(({ readAt }) => readAt !== null)
      if (request.markRead === false || page.messages.length === 0 || nothingToMark) return page
      // Read again inside the write: of two calls of one client, each message goes to the first.
      return commit(() => {
        const mine = findReader(store, participant, request.client)
        return {
          result: markRead(participant, peek(participant, request), mine?.id),
          events: [{ type: 'inbox', participant }],
        }
      })
    },
  }
}

function whichOf({ after, includeRead }: InboxRequest): Which {
  if (after !== undefined) return 'all'
  return includeRead ? 'open' : 'unread'
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
