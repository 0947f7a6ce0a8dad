/** The shapes several tools share on the wire. Names are snake_case and frozen. */
import { z } from 'zod'
import type { InboxPage } from '../../conversation/inbox/inbox-types.ts'
import type { InboxMessage } from '../../conversation/message-types.ts'
import type { SharedFile } from '../../conversation/files/file-types.ts'
import { byThoseNamed, provenanceField } from '../words/provenance.ts'

export const participant = z
  .string()
  .describe('A participant of the bridge, such as claude, chatgpt or owner')

/** Beside the author: absent where all of it is theirs. */
export const ownerPart = z
  .enum(['pasted', 'changed'])
  .optional()
  .describe(
    'pasted: the owner carried it over from its app; changed: partly the words of the owner',
  )

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
  owner_part: ownerPart,
})

export const inboxPage = z.object({
  provenance: provenanceField,
  messages: z.array(message),
  cursor: z.string().describe('Pass as `after` to continue exactly here'),
  remaining: z.number().int().describe('How many more messages wait beyond these'),
  how_to_answer: z.string().optional().describe('For a client that may not write'),
})

export const file = z.object({
  name: z.string(),
  version: z.number().int(),
  size: z.number().int().describe('Bytes'),
  mime_type: z.string(),
  sha256: z.string(),
  written_by: participant,
  written_at: z.string(),
  owner_part: ownerPart,
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
  ...(message.ownerPart && { owner_part: message.ownerPart }),
})

/** `writes`: false for a client that may read only; then its owner carries its answer over. */
export const toInboxPage = (page: InboxPage, writes: boolean) => ({
  provenance: byThoseNamed,
  messages: page.messages.map(toMessage),
  cursor: page.cursor,
  remaining: page.remaining,
  ...(!writes && page.messages.length > 0 && { how_to_answer: answersByOwner }),
})

/** What a client hears that may read and not write. */
export const answersByOwner =
  'This client may read and not write, so send_message is closed to you. Write your answer out for the person you ' +
  'work for, and ask them to paste it in Drawbridge, in the thread of the message.'

export const toFile = (file: SharedFile) => ({
  name: file.name,
  version: file.version,
  size: file.size,
  mime_type: file.mimeType,
  sha256: file.sha256,
  written_by: file.writtenBy,
  written_at: file.writtenAt,
  ...(file.ownerPart && { owner_part: file.ownerPart }),
})
