/** What was said and shared: messages, threads, inboxes, log, search, files. */
import { z } from 'zod'
import { chainCheckSchema, isoTime, limit, method, nothing, participantId } from './method.ts'

/** Words under a participant's name that the owner carried over from its app, or changed. */
const ownerPart = z.enum(['pasted', 'changed']).optional()

export const messageSchema = z.object({
  id: z.string(),
  seq: z.number(),
  thread: z.string(),
  from: participantId,
  to: z.array(participantId),
  text: z.string(),
  importance: z.enum(['low', 'normal', 'high']),
  replyTo: z.string().nullable(),
  sentAt: isoTime,
  ownerPart,
})

export const inboxMessageSchema = messageSchema.extend({
  readAt: isoTime.nullable(),
  acknowledgedAt: isoTime.nullable(),
})

/** A message with what became of it at each recipient. */
export const threadMessageSchema = messageSchema.extend({
  receipts: z.array(
    z.object({
      participant: participantId,
      readAt: isoTime.nullable(),
      acknowledgedAt: isoTime.nullable(),
    }),
  ),
})

export const threadSchema = z.object({
  id: z.string(),
  participants: z.array(participantId),
  messages: z.number(),
  lastMessageAt: isoTime,
  title: z.string(),
  /** What the owner calls it; models are not told. */
  name: z.string().nullable(),
  /** Messages between models since the owner last spoke in it. */
  run: z.number(),
  /** A bound of its own for them; null: the one of the settings. */
  bound: z.number().nullable(),
  /** `nothing`: let go on without a bound. `talk`: the talk it belongs to has its own. */
  boundedBy: z.enum(['guard', 'nothing', 'talk']),
  /** `paused`: it has reached its bound and waits for the owner. `ended`: the owner closed it. */
  held: z.enum(['paused', 'ended']).nullable(),
  heldAt: isoTime.nullable(),
  /** Which bound a paused thread has reached: its messages, or the characters a day of its people. */
  heldFor: z.enum(['messages', 'characters']).nullable(),
})

export const fileSchema = z.object({
  name: z.string(),
  version: z.number(),
  size: z.number(),
  mimeType: z.string(),
  sha256: z.string(),
  writtenBy: participantId,
  writtenAt: isoTime,
  ownerPart,
})

export const logEntrySchema = z.object({
  seq: z.number(),
  kind: z.enum(['message', 'note', 'file-written', 'file-deleted', 'archived', 'acknowledged']),
  at: isoTime,
  by: participantId,
  to: z.array(participantId).nullable(),
  text: z.string(),
  thread: z.string().nullable(),
  ref: z.string().nullable(),
  hash: z.string(),
  ownerPart,
})

export const searchResultSchema = z.object({
  id: z.string(),
  kind: z.enum(['message', 'file', 'log']),
  title: z.string(),
  snippet: z.string(),
  by: participantId,
  at: isoTime,
})

export const conversationMethods = {
  'conversation.send': method(
    z.object({
      to: z.array(participantId).min(1),
      text: z.string(),
      thread: z.string().optional(),
      replyTo: z.string().optional(),
      importance: z.enum(['low', 'normal', 'high']).optional(),
      idempotencyKey: z.string().optional(),
    }),
    z.object({ message: messageSchema, duplicate: z.boolean() }),
  ),
  /** Looks without marking anything read, unless it is the owner's own inbox and markRead is set. */
  'conversation.inbox': method(
    z.object({
      participant: participantId.optional(),
      limit,
      includeRead: z.boolean().optional(),
      markRead: z.boolean().optional(),
    }),
    z.object({
      messages: z.array(inboxMessageSchema),
      cursor: z.string(),
      remaining: z.number(),
    }),
  ),
  /** What the owner has seen; what is not in the owner's inbox is passed over. */
  'conversation.markRead': method(
    z.object({ ids: z.array(z.string()).min(1).max(500) }),
    z.object({ read: z.number() }),
  ),
  /** What the owner has dealt with; its senders see that. */
  'conversation.acknowledge': method(
    z.object({ ids: z.array(z.string()).min(1).max(500) }),
    z.object({ acknowledged: z.number() }),
  ),
  'conversation.threads': method(z.object({ limit }), z.array(threadSchema)),
  /** Those that have reached their bound and wait for the owner. */
  'conversation.held': method(nothing, z.array(threadSchema)),
  /** `on`: without a bound from now on. `more`: as many messages again. `end`: no more of them. */
  'conversation.decide': method(
    z.object({ thread: z.string(), decision: z.enum(['on', 'more', 'end']) }),
    threadSchema,
  ),
  /** How many messages between models this thread may have without the owner; null: as the settings say. */
  'conversation.bound': method(
    z.object({ thread: z.string(), bound: z.int().min(1).max(10_000).nullable() }),
    threadSchema,
  ),
  /** What the owner calls a thread; an empty name brings back its first words. */
  'conversation.name': method(
    z.object({ thread: z.string(), name: z.string().max(80) }),
    threadSchema,
  ),
  /** Oldest first; `before` (a seq) pages backwards. */
  'conversation.thread': method(
    z.object({ id: z.string(), before: z.number().optional(), limit }),
    z.array(threadMessageSchema),
  ),
  /** Where a message stands, for a link that only knows its id. */
  'conversation.threadOf': method(
    z.object({ message: z.string() }),
    z.object({ thread: z.string() }),
  ),
  'conversation.log': method(
    z.object({
      thread: z.string().optional(),
      limit,
      before: z.number().optional(),
      includeArchived: z.boolean().optional(),
    }),
    z.array(logEntrySchema),
  ),
  'conversation.verify': method(nothing, chainCheckSchema),
  'conversation.search': method(
    z.object({ query: z.string(), limit }),
    z.array(searchResultSchema),
  ),
  /**
   * Begins an export, of everything or of one thread; its text is fetched piece by piece, so that no
   * size is too large.
   */
  'export.start': method(
    z.object({ format: z.enum(['markdown', 'json']), thread: z.string().optional() }),
    z.object({ id: z.string(), fileName: z.string() }),
  ),
  /** The next piece; null after the last one. An export nobody fetches from for a minute ends. */
  'export.next': method(z.object({ id: z.string() }), z.object({ text: z.string().nullable() })),

  'files.list': method(nothing, z.array(fileSchema)),
  'files.read': method(
    z.object({
      name: z.string(),
      version: z.number().int().optional(),
      encoding: z.enum(['utf-8', 'base64']).optional(),
    }),
    fileSchema.extend({ encoding: z.enum(['utf-8', 'base64']), content: z.string() }),
  ),
  /**
   * Every version kept, newest first; also of a file that was deleted. A version that says "deleted"
   * has no content, and so no hash.
   */
  'files.versions': method(
    z.object({ name: z.string() }),
    z.array(fileSchema.extend({ sha256: z.string().nullable(), deleted: z.boolean() })),
  ),
  'files.write': method(
    z.object({
      name: z.string(),
      content: z.string(),
      encoding: z.enum(['utf-8', 'base64']).optional(),
      ifVersion: z.number().int().optional(),
    }),
    fileSchema,
  ),
  'files.delete': method(
    z.object({ name: z.string(), ifVersion: z.number().int().optional() }),
    z.object({ name: z.string(), deletedVersion: z.number() }),
  ),
} as const
