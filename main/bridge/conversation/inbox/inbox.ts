/**
 * Inboxes. Without a cursor a participant gets what is unread, oldest first; with one, everything
 * after it, read or not. What is handed out is marked as read in a commit of its own before it is
 * answered, or once the answer was written whole where it can be told (handed-out.ts), and a page ends
 * early when it is full in bytes; an empty inbox costs no write, and no lookup
 * either when nothing was written since the last one. What is unread is kept by client (readers.ts); who asks without one asks for the participant.
 */
import { remembered } from '../../store/remembered.ts'
import type { Store } from '../../store/types.ts'
import type { Cursors } from '../cursors.ts'
import type { Parts } from '../deps.ts'
import { createHandedOut, type HandedOut } from './handed-out.ts'
import { countInThread, inboxRows, type Which } from './inbox-rows.ts'
import { messageFrom, storedMessageFrom } from '../message-rows.ts'
import { requireParticipant } from '../participants.ts'
import { catchUpOn, findReader, leaveBehind, lookIsNews, noteLook } from '../readers.ts'
import { clampLimit, integer, integerOrNull, isoOrNull, type Row } from '../rows.ts'
import { requireThread } from '../threads/threads.ts'
import type { Delivery, InboxPage, InboxRequest } from './inbox-types.ts'
import type { InboxMessage, ParticipantId } from '../message-types.ts'

export interface Inbox {
  inbox: (participant: ParticipantId, request?: InboxRequest) => Promise<InboxPage>
  /** What `inbox` would return now, marking nothing. */
  peek: (participant: ParticipantId, request: InboxRequest) => InboxPage
  /** Gives out a page that `peek` just gave, before anything else happened. */
  give: (participant: ParticipantId, request: InboxRequest, page: InboxPage) => Promise<InboxPage>
  /** See `Conversation`. */
  untilNews: (participant: ParticipantId, client: string) => () => boolean
  /** Makes a client known, from when on others cannot read anything for it. */
  look: (participant: ParticipantId, client: string | undefined) => Promise<void>
  handedOut: HandedOut
}

const standardLimit = 50
const maxLimit = 200

const nothing: ReadonlySet<number> = new Set()

export function createInbox({ store, commit, clock }: Parts, cursors: Cursors): Inbox {
  const handedOut = createHandedOut()
  const inboxState = remembered(store, (participant: ParticipantId) => stateOf(store, participant))
  const known = remembered(store, (participant: ParticipantId, client: string) => ({
    reader: findReader(store, participant, client),
  }))
  const readerOf = (participant: ParticipantId, client: string | undefined) =>
    client === undefined ? undefined : known(participant, client).reader

  function peek(participant: ParticipantId, request: InboxRequest): InboxPage {
    const state = inboxState(participant)
    const reader = readerOf(participant, request.client)
    const thread = request.thread === undefined ? undefined : requireThread(store, request.thread)
    const after = request.after === undefined ? 0 : cursors.take(request.after).position
    const which = whichOf(request)
    const except = which === 'unread' ? handedOut.to(participant, request.client) : nothing
    const waiting = {
      all: state.delivered,
      open: state.unacknowledged,
      unread: Math.max(0, state.unread + (reader?.behind ?? 0) - except.size),
    }[which]
    const limit = clampLimit(request.limit, standardLimit, maxLimit)
    const wanted = { participant, reader, which, thread, after, limit, except }
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

  const mark = store.statement(
    'UPDATE deliveries SET read_at = ? WHERE participant = ? AND seq = ? AND read_at IS NULL',
  )

  /** Marks them as read for the participant, or where another client was first, for this one; in a write. */
  function markRead(
    participant: ParticipantId,
    page: InboxPage,
    reader: number | undefined,
  ): InboxPage {
    const now = clock.now()
    const seqs = page.messages.map(({ seq }) => seq)
    const fresh = seqs.filter((seq) => mark.run(now, participant, seq).changes > 0)
    store
      .statement('UPDATE participants SET unread = unread - ? WHERE id = ?')
      .run(fresh.length, participant)
    leaveBehind(store, participant, fresh, reader)
    if (reader !== undefined) {
      const first = new Set(fresh)
      const others = seqs.filter((seq) => !first.has(seq))
      catchUpOn(store, reader, others)
    }
    return asRead(page, now)
  }

  const asRead = (page: InboxPage, now: number): InboxPage => ({
    ...page,
    messages: page.messages.map((message) => ({
      ...message,
      readAt: message.readAt ?? isoOrNull(now),
    })),
  })

  /** The page for an answer that is still to be written; it is marked when all of it was. */
  function handOut(
    participant: ParticipantId,
    client: string | undefined,
    page: InboxPage,
    delivery: Delivery,
  ): InboxPage {
    const seqs = page.messages.map(({ seq }) => seq)
    const taken = handedOut.take(participant, client, seqs)
    delivery.onEnd((whole) => {
      if (!whole) return taken.end(true)
      commit(() => {
        const result = markRead(participant, page, findReader(store, participant, client)?.id)
        // With the mark and not once the disk has it: what is both read and on its way would be counted twice.
        taken.end(false)
        return { result, events: [{ type: 'inbox', participant }] }
      }).catch(
        // It stays unread, and is handed out again.
        () => taken.end(true),
      )
    })
    return asRead(page, clock.now())
  }

  async function look(participant: ParticipantId, client: string | undefined): Promise<void> {
    if (client === undefined) return
    const now = clock.now()
    if (!lookIsNews(readerOf(participant, client), now)) return
    requireParticipant(store, participant)
    await commit(() => {
      noteLook(store, participant, client, now)
      return { result: undefined, events: [] }
    })
  }

  /** Everything a page depends on: what is stored, what is on its way to readers, and when a look is to be noted again. */
  function untilNews(participant: ParticipantId, client: string): () => boolean {
    const written = store.generation()
    const handed = handedOut.version()
    const reader = readerOf(participant, client)
    return () =>
      written !== undefined &&
      store.generation() === written &&
      handedOut.version() === handed &&
      store.settled() === undefined &&
      !lookIsNews(reader, clock.now())
  }

  return {
    peek,
    look,
    untilNews,
    handedOut,
    give,

    async inbox(participant, request = {}) {
      await look(participant, request.client)
      return give(participant, request, peek(participant, request))
    },
  }

  async function give(
    participant: ParticipantId,
    request: InboxRequest,
    page: InboxPage,
  ): Promise<InboxPage> {
    const reader = readerOf(participant, request.client)
    const caughtUp = (reader?.behind ?? 0) === 0
    const nothingToMark = caughtUp && page.messages.every(({ readAt }) => readAt !== null)
    if (request.markRead === false || page.messages.length === 0 || nothingToMark) return page
    if (request.delivery) return handOut(participant, request.client, page, request.delivery)
    // Read again inside the write: of two calls of one client, each message goes to the first.
    return commit(() => {
      const mine = findReader(store, participant, request.client)
      return {
        result: markRead(participant, peek(participant, request), mine?.id),
        events: [{ type: 'inbox', participant }],
      }
    })
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
