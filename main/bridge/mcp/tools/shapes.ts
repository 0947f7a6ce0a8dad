/** The shapes several tools share on the wire. Names are snake_case and frozen. */
import { z } from 'zod'
import type { InboxMessage, InboxPage, SharedFile } from '../../conversation/types.ts'
import { byThoseNamed, provenanceField } from '../provenance.ts'

export const participant = z
  .string()
  .describe('A participant of the bridge, such as claude, chatgpt or owner')

export const message = z.object({
  id: z.string(),
  thread: z.string(),
  from: participant,
  from_owner: z.boolean().describe('True only for messages the owner wrote in Drawbridge'),
  to: z.array(participant),
  text: z.string(),
  importance: z.enum(['low', 'normal', 'high']),
  reply_to: z.string().nullable(),
  sent_at: z.string(),
  read_at: z.string().nullable(),
  acknowledged_at: z.string().nullable(),
})

export const inboxPage = z.object({
  provenance: provenanceField,
  messages: z.array(message),
  cursor: z.string().describe('Pass as `after` to continue exactly here'),
  remaining: z.number().int().describe('How many more messages wait beyond these'),
})

export const file = z.object({
  name: z.string(),
  version: z.number().int(),
  size: z.number().int().describe('Bytes'),
  mime_type: z.string(),
  sha256: z.string(),
  written_by: participant,
  written_at: z.string(),
})

export const toMessage = (message: InboxMessage) => ({
  id: message.id,
  thread: message.thread,
  from: message.from,
  from_owner: message.from === 'owner',
  to: message.to,
  text: message.text,
  importance: message.importance,
  reply_to: message.replyTo,
  sent_at: message.sentAt,
  read_at: message.readAt,
  acknowledged_at: message.acknowledgedAt,
})

export const toInboxPage = (page: InboxPage) => ({
  provenance: byThoseNamed,
  messages: page.messages.map(toMessage),
  cursor: page.cursor,
  remaining: page.remaining,
})

export const toFile = (file: SharedFile) => ({
  name: file.name,
  version: file.version,
  size: file.size,
  mime_type: file.mimeType,
  sha256: file.sha256,
  written_by: file.writtenBy,
  written_at: file.writtenAt,
})
