/** Sending, receiving and acknowledging messages. */
import { z } from 'zod'
import { listeningFields, listeningText, toListeningFields } from '../words/listening.ts'
import type { HeldItem } from '../../guarded/types.ts'
import { answerOf, heldFields, isoOf } from '../words/held.ts'
import { defineTool } from '../tool.ts'
import { byThoseNamed, provenanceField } from '../words/provenance.ts'
import { namesIn } from '../words/names.ts'
import { recipientsOf } from '../recipients.ts'
import { fileNamed, wholeText } from '../shown.ts'
import { emptyInboxText, inboxText } from '../words/wording.ts'
import { plural } from '../../base/plural.ts'
import { inboxPage, participant, toInboxPage } from './shapes.ts'

export const sendMessage = defineTool({
  name: 'send_message',
  title: 'Send a message',
  description:
    'Send a message to one or more participants of the bridge (for example claude, chatgpt or owner). ' +
    'You are always the sender. Give the same idempotency_key when you retry, so nothing is sent twice.',
  scope: 'messages:write',
  annotations: { readOnly: false, destructive: false, idempotent: false },
  input: z.strictObject({
    to: z
      .union([participant, z.array(participant).min(1).max(20)])
      .describe('Who receives it: one participant or a list'),
    message: z.string().min(1).describe('The text. Put long documents into a shared file instead'),
    thread: z.string().optional().describe('Continue this thread; leave out to begin a new one'),
    reply_to: z.string().optional().describe('Id of the message this answers'),
    importance: z.enum(['low', 'normal', 'high']).optional(),
    idempotency_key: z.string().min(1).max(200).optional(),
  }),
  output: z.object({
    id: z.string(),
    thread: z.string(),
    from: participant,
    to: z.array(participant),
    sent_at: z.string(),
    duplicate: z.boolean().describe('True when this key had sent the message before'),
    ...heldFields,
    recipients: z
      .array(z.object({ id: participant, ...listeningFields }))
      .describe('Whether each recipient listens, as it was when the message arrived'),
  }),
  async run(input, { conversation, caller, client, presence, guarded, wakes }) {
    const named = typeof input.to === 'string' ? [input.to] : input.to
    const to = recipientsOf(named, conversation.participants(), caller.participant)
    const sender = { participant: caller.participant, client: client.id }
    const held = await guarded.ask(sender, {
      kind: 'message',
      to,
      text: input.message,
      thread: input.thread,
      replyTo: input.reply_to,
      importance: input.importance,
      ownOnly: caller.reads === 'own',
      idempotencyKey: input.idempotency_key,
    })
    if (held) return heldMessage(held, to, input.thread)
    // Looked at before: the message itself ends the wait of whoever hears it.
    const present = new Map(to.map((id) => [id, presence.of(id)]))
    const { message, duplicate } = await conversation.send(caller.participant, {
      to,
      text: input.message,
      thread: input.thread,
      replyTo: input.reply_to,
      importance: input.importance,
      ownOnly: caller.reads === 'own',
      idempotencyKey: input.idempotency_key,
    })
    const nameOf = namesIn(conversation.participants())
    const words = duplicate ? 'Was already sent' : 'Sent'
    const { inboxes } = conversation.counts()
    const recipients = message.to.map((id) => ({
      id,
      name: nameOf(id),
      unread: inboxes.find(({ participant: inbox }) => inbox === id)?.unread ?? 0,
      presence: present.get(id) ?? presence.of(id),
      wakeOnItsWay: !duplicate && wakes(id, message),
    }))
    return {
      text: [
        `${words} to ${message.to.map(nameOf).join(', ')} (id ${message.id}, thread ${message.thread}).`,
        ...recipients.map((one) => listeningText(one, message.thread)),
      ].join(' '),
      data: {
        id: message.id,
        thread: message.thread,
        from: message.from,
        to: message.to,
        sent_at: message.sentAt,
        duplicate,
        recipients: recipients.map((one) => ({ id: one.id, ...toListeningFields(one) })),
      },
    }
  },
})

/** The shape of an answer to a message that was sent; there is no thread yet unless it goes on with one. */
const heldMessage = (item: HeldItem, to: string[], thread: string | undefined) => ({
  text: answerOf(item),
  data: {
    id: item.id,
    thread: thread ?? '',
    from: item.participant,
    to,
    sent_at: isoOf(item.at),
    duplicate: item.state !== 'held',
    held: item.state === 'held',
    recipients: [],
  },
})

const thread = z
  .string()
  .optional()
  .describe('Only messages of this thread; others stay unread and wait for another call')

const after = z
  .string()
  .optional()
  .describe('A cursor from an earlier answer: everything after it, read or not')

export const checkInbox = defineTool({
  name: 'check_inbox',
  title: 'Check inbox',
  description:
    'Your unread messages, oldest first, of all threads or of one. What is returned counts as read for you ' +
    'unless mark_as_read is false; nothing is removed. Call acknowledge when you have dealt with a message.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: false },
  input: z.strictObject({
    limit: z.number().int().min(1).max(200).optional(),
    mark_as_read: z.boolean().optional().describe('Default true'),
    include_read: z.boolean().optional().describe('Also what is read but not acknowledged'),
    thread,
    after,
  }),
  output: inboxPage,
  async run(input, { conversation, caller, client, delivery }) {
    const holds = conversation.untilNews(caller.participant, client.id)
    const page = await conversation.inbox(caller.participant, {
      client: client.id,
      delivery,
      thread: input.thread,
      limit: input.limit,
      markRead: input.mark_as_read,
      includeRead: input.include_read,
      after: input.after,
    })
    if (page.messages.length === 0 && input.after === undefined) {
      // A host may repeat a call whose answer was lost; what that one handed out is still to be had.
      const { inboxes } = conversation.counts()
      const mine = inboxes.find((inbox) => inbox.participant === caller.participant)
      const text = emptyInboxText(mine?.unacknowledged ?? 0)
      return { text, data: toInboxPage(page, true), holds }
    }
    const shown = page.messages.map(wholeText)
    const data = toInboxPage(page, caller.scopes.has('messages:write'))
    const text = inboxText(page, namesIn(conversation.participants()))
    return { text: withAnswer(text, data), data, shown }
  },
})

const withAnswer = (text: string, { how_to_answer: how }: { how_to_answer?: string }): string =>
  how === undefined ? text : `${text}\n\n${how}`

/** Hosts end a tool call at about 60 s (mcp-clients: Claude, ChatGPT); stay well below. */
const longestWaitSeconds = 45
const progressEveryMs = 10_000

export const waitForMessage = defineTool({
  name: 'wait_for_message',
  title: 'Wait for a message',
  description:
    'Wait until a message for you arrives, at most 45 seconds, and return it (it then counts as read). ' +
    'Give thread when you expect the answer there, so that you do not take a message meant for another chat. ' +
    'If nothing came in time, timed_out is true: call again with the returned cursor as `after`.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: false },
  waits: true,
  input: z.strictObject({
    timeout_seconds: z.number().min(0).max(longestWaitSeconds).optional().describe('Default 30'),
    thread,
    after,
  }),
  output: inboxPage.extend({ timed_out: z.boolean() }),
  async run(input, { conversation, caller, client, gone, delivery, progress }) {
    const alive = setInterval(() => progress('Still waiting for a message'), progressEveryMs)
    try {
      const result = await conversation.wait(caller.participant, {
        client: client.id,
        thread: input.thread,
        after: input.after,
        timeoutMs: (input.timeout_seconds ?? 30) * 1000,
        signal: gone(),
        delivery,
      })
      const text = result.timedOut
        ? `Nothing arrived yet. To go on waiting, call wait_for_message with ${input.thread === undefined ? '' : `thread: "${input.thread}", `}after: "${result.cursor}".`
        : inboxText(result, namesIn(conversation.participants()))
      const shown = result.messages.map(wholeText)
      const data = toInboxPage(result, caller.scopes.has('messages:write'))
      return {
        text: withAnswer(text, data),
        data: { ...data, timed_out: result.timedOut },
        shown,
      }
    } finally {
      clearInterval(alive)
    }
  },
})

export const catchUp = defineTool({
  name: 'catch_up',
  title: 'Catch up',
  description:
    'One digest of what happened since a cursor: messages for you, changed files, other activity, cut to ' +
    'a token budget. Marks nothing as read. Start a new chat with this.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: true },
  input: z.strictObject({
    after: z.string().optional().describe('The cursor of the last digest; leave out to begin'),
    token_budget: z.number().int().min(200).max(20_000).optional().describe('Default 2000'),
  }),
  output: z.object({
    provenance: provenanceField,
    digest: z.string(),
    cursor: z.string(),
    truncated: z.boolean(),
    unread: z.number().int(),
    changed_files: z.array(z.string()),
  }),
  async run(input, { conversation, caller, client }) {
    const result = await conversation.catchUp(caller.participant, {
      client: client.id,
      cursor: input.after,
      tokenBudget: input.token_budget ?? 2000,
      includeFiles: caller.scopes.has('files:read'),
    })
    return {
      text: `${result.digest}\n\nTo continue from here, call catch_up with after: "${result.cursor}".`,
      data: {
        provenance: byThoseNamed,
        digest: result.digest,
        cursor: result.cursor,
        truncated: result.truncated,
        unread: result.unread,
        changed_files: result.changedFiles,
      },
      shown: [...result.shown, ...result.files.map(fileNamed)],
    }
  },
})

export const acknowledge = defineTool({
  name: 'acknowledge',
  title: 'Acknowledge messages',
  description: 'Tell the senders that you have dealt with these messages of your inbox.',
  scope: 'messages:read',
  annotations: { readOnly: false, destructive: false, idempotent: true },
  input: z.strictObject({ ids: z.array(z.string()).min(1).max(200).describe('Message ids') }),
  output: z.object({ acknowledged: z.number().int() }),
  async run(input, { conversation, caller }) {
    const { acknowledged } = await conversation.acknowledge(caller.participant, input.ids)
    return { text: `Acknowledged ${plural(acknowledged, 'message')}.`, data: { acknowledged } }
  },
})

export const clearInbox = defineTool({
  name: 'clear_inbox',
  title: 'Clear inbox',
  description:
    'Acknowledge every message in your inbox at once. The messages stay in the conversation log.',
  scope: 'messages:write',
  annotations: { readOnly: false, destructive: true, idempotent: true },
  input: z.strictObject({}),
  output: z.object({ cleared: z.number().int() }),
  async run(_input, { conversation, caller }) {
    const { cleared } = await conversation.clearInbox(caller.participant)
    return { text: `Cleared ${plural(cleared, 'message')} from your inbox.`, data: { cleared } }
  },
})
