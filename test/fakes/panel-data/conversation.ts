/** Messages, threads, inboxes, log and search of the pretended bridge. */
import { createHash } from 'node:crypto'
import type { MethodResult } from '../../../main/contract.ts'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import type { Desk, FakeHandlers } from './desk.ts'

type LogEntry = MethodResult<'conversation.log'>[number]
type ThreadMessage = MethodResult<'conversation.thread'>[number]

export interface ConversationState {
  log: LogEntry[]
  messages: ThreadMessage[]
  /** Unread messages by participant. */
  unread: Record<string, number>
  /** What `conversation.verify` finds; null: the chain holds. */
  brokenAt: number | null
  exports: Map<string, string[]>
  /** Threads that wait for the owner, or were ended. */
  held: Record<string, 'paused' | 'ended'>
  /** Threads with a bound of their own. */
  bounds: Record<string, number>
  /** What the owner calls threads. */
  names: Record<string, string>
}

export const nothingSaid = (): ConversationState => ({
  log: [],
  messages: [],
  unread: {},
  brokenAt: null,
  exports: new Map(),
  held: {},
  bounds: {},
  names: {},
})

/** A message that was sent; its log entry is the same under the same number. */
export const aMessage = (
  over: Partial<ThreadMessage> & Pick<ThreadMessage, 'seq'>,
): ThreadMessage => ({
  id: `m${over.seq}`,
  thread: 't1',
  from: 'claude',
  to: ['chatgpt'],
  text: 'Good morning.',
  importance: 'normal',
  replyTo: null,
  sentAt: new Date().toISOString(),
  receipts: (over.to ?? ['chatgpt']).map((participant) => ({
    participant,
    readAt: null,
    acknowledgedAt: null,
  })),
  ...over,
})

export const logEntryOf = (message: ThreadMessage): LogEntry => ({
  seq: message.seq,
  kind: 'message',
  at: message.sentAt,
  by: message.from,
  to: message.to,
  text: message.text,
  thread: message.thread,
  ref: message.id,
  hash: createHash('sha256').update(message.id).digest('hex'),
})

/** The first hit of each word between private characters, as the bridge marks them. */
const marked = (text: string, words: readonly string[]): string =>
  words.reduce((snippet, word) => {
    const at = snippet.toLowerCase().indexOf(word)
    if (at < 0) return snippet
    const end = at + word.length
    return `${snippet.slice(0, at)}\u{E000}${snippet.slice(at, end)}\u{E001}${snippet.slice(end)}`
  }, text)

export function conversationHandlers({ state, emit }: Desk<ConversationState>): FakeHandlers {
  const lastSeq = (): number => Math.max(0, ...state.log.map(({ seq }) => seq))
  /** The owner's own receipts of these messages. */
  const mine = (ids: readonly string[]) =>
    state.messages
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ receipts }) => receipts.filter(({ participant }) => participant === 'owner'))
  return {
    'conversation.send': ({ to, text, thread, replyTo, importance }) => {
      const seq = lastSeq() + 1
      const message = aMessage({
        seq,
        from: 'owner',
        to,
        text,
        thread: thread ?? (state.messages.length > 0 ? `t${seq}` : 't1'),
        replyTo: replyTo ?? null,
        importance: importance ?? 'normal',
      })
      state.messages.push(message)
      state.log.push(logEntryOf(message))
      for (const id of to) state.unread[id] = (state.unread[id] ?? 0) + 1
      emit('messages')
      return { message, duplicate: false }
    },
    'conversation.inbox': ({
      participant = 'owner',
      markRead = false,
      includeRead,
      limit = 50,
    }) => {
      const mine = state.messages.filter(({ receipts }) =>
        receipts.some(
          (one) =>
            one.participant === participant &&
            (includeRead ? one.acknowledgedAt : one.readAt) === null,
        ),
      )
      const messages = mine.slice(-limit).map((message) => {
        const receipt = message.receipts.find((one) => one.participant === participant)
        return { readAt: null, acknowledgedAt: null, ...message, ...receipt }
      })
      if (markRead) {
        const readAt = new Date().toISOString()
        for (const { receipts } of mine) {
          for (const one of receipts) if (one.participant === participant) one.readAt ??= readAt
        }
        state.unread[participant] = 0
        emit('messages')
      }
      return { messages, cursor: 'c0', remaining: 0 }
    },
    'conversation.markRead': ({ ids }) => {
      const receipts = mine(ids).filter(({ readAt }) => readAt === null)
      for (const one of receipts) one.readAt = new Date().toISOString()
      state.unread['owner'] = Math.max(0, (state.unread['owner'] ?? 0) - receipts.length)
      if (receipts.length > 0) emit('messages')
      return { read: receipts.length }
    },
    'conversation.acknowledge': ({ ids }) => {
      const receipts = mine(ids).filter(({ acknowledgedAt }) => acknowledgedAt === null)
      const now = new Date().toISOString()
      for (const one of receipts) {
        one.acknowledgedAt = now
        one.readAt ??= now
      }
      if (receipts.length > 0) emit('messages')
      return { acknowledged: receipts.length }
    },
    'conversation.threadOf': ({ message }) => {
      const found = state.messages.find(({ id }) => id === message)
      if (!found) throw new BridgeError('unknown-result', { id: message })
      return { thread: found.thread }
    },
    'conversation.held': () => threadsOf(state).filter(({ held }) => held === 'paused'),
    'conversation.decide': ({ thread, decision }) => {
      if (decision === 'end') state.held[thread] = 'ended'
      else delete state.held[thread]
      emit('messages')
      const decided = threadsOf(state).find(({ id }) => id === thread)
      if (!decided) throw new BridgeError('unknown-thread', { id: thread })
      return decided
    },
    'conversation.bound': ({ thread, bound }) => {
      if (bound === null) delete state.bounds[thread]
      else state.bounds[thread] = bound
      emit('messages')
      const bounded = threadsOf(state).find(({ id }) => id === thread)
      if (!bounded) throw new BridgeError('unknown-thread', { id: thread })
      return bounded
    },
    'conversation.name': ({ thread, name }) => {
      if (name === '') delete state.names[thread]
      else state.names[thread] = name
      emit('messages')
      const named = threadsOf(state).find(({ id }) => id === thread)
      if (!named) throw new BridgeError('unknown-thread', { id: thread })
      return named
    },
    'conversation.threads': ({ limit = 50 }) => threadsOf(state).slice(0, limit),
    'conversation.thread': ({ id, before = Infinity, limit = 50 }) => {
      const messages = state.messages.filter(({ thread }) => thread === id)
      if (messages.length === 0) throw new BridgeError('unknown-thread', { id })
      return messages.filter(({ seq }) => seq < before).slice(-limit)
    },
    'conversation.log': ({ thread, before = Infinity, limit = 50 }) =>
      state.log
        .filter((entry) => entry.seq < before && (thread === undefined || entry.thread === thread))
        .slice(-limit),
    'conversation.verify': () =>
      state.brokenAt === null
        ? { ok: true, entries: state.log.length }
        : { ok: false, brokenAt: state.brokenAt },
    'conversation.search': ({ query, limit = 20 }) => {
      const words = query.toLowerCase().split(/\s+/).filter(Boolean)
      if (words.length === 0) throw new BridgeError('empty-query')
      return state.messages
        .filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)))
        .slice(-limit)
        .map((message) => ({
          id: message.id,
          kind: 'message' as const,
          title: message.text.slice(0, 60),
          snippet: marked(message.text.slice(0, 160), words),
          by: message.from,
          at: message.sentAt,
        }))
    },
    'export.start': ({ format, thread }) => {
      const id = `e${state.exports.size + 1}`
      const wanted = state.messages.filter((one) => thread === undefined || one.thread === thread)
      const said = wanted.map(({ from, text }) => `${from}: ${text}\n\n`)
      state.exports.set(id, format === 'json' ? [JSON.stringify(wanted)] : said)
      const part = thread === undefined ? '' : `-thread-${thread}`
      return { id, fileName: `drawbridge${part}.${format === 'json' ? 'json' : 'md'}` }
    },
    'export.next': ({ id }) => {
      const pieces = state.exports.get(id)
      if (!pieces) throw new BridgeError('unknown-export')
      return { text: pieces.shift() ?? null }
    },
  }
}

const threadsOf = (state: ConversationState) =>
  [...Map.groupBy(state.messages, ({ thread }) => thread)]
    .map(([id, messages]) => ({
      id,
      participants: [...new Set(messages.flatMap(({ from, to }) => [from, ...to]))],
      messages: messages.length,
      lastMessageAt: messages.at(-1)?.sentAt ?? '',
      title: messages[0]?.text.slice(0, 80) ?? '',
      run: messages.length,
      name: state.names[id] ?? null,
      bound: state.bounds[id] ?? null,
      boundedBy: 'guard' as const,
      held: state.held[id] ?? null,
      heldFor: state.held[id] === 'paused' ? ('messages' as const) : null,
      heldAt: state.held[id] === undefined ? null : (messages.at(-1)?.sentAt ?? null),
    }))
    .toSorted((a, b) => b.lastMessageAt.localeCompare(a.lastMessageAt))
