/**
 * What is refused at once rather than held: the owner must not be asked about what could not be sent
 * anyway, and its sender is still there to correct it.
 */
import { BridgeError } from '../base/errors.ts'
import { bytesFrom } from '../conversation/files/file-content.ts'
import { requireFileName } from '../conversation/files/file-names.ts'
import { requireText } from '../conversation/texts.ts'
import type { Conversation, ConversationLimits } from '../conversation/types.ts'
import type { Sending, Sender } from './types.ts'

/** Its size in bytes. Throws as sending would. */
export function checkSending(
  conversation: Pick<Conversation, 'participants' | 'thread'>,
  limits: ConversationLimits,
  { participant }: Sender,
  sending: Sending,
): number {
  switch (sending.kind) {
    case 'message': {
      const known = new Set(conversation.participants().map(({ id }) => id))
      for (const to of sending.to) {
        if (!known.has(to)) throw new BridgeError('unknown-participant', { participant: to })
      }
      return checkText(sending)
    }
    case 'note':
      return checkText(sending)
    case 'file': {
      requireFileName(sending.name)
      const size = bytesFrom(sending.content, sending.encoding).byteLength
      if (size > limits.fileBytes) {
        throw new BridgeError('file-too-large', { size, limit: limits.fileBytes })
      }
      return sending.content.length
    }
    default:
      return Buffer.byteLength(JSON.stringify(sending.content))
  }

  function checkText({ text, thread, ownOnly }: Sending & { kind: 'message' | 'note' }): number {
    if (thread !== undefined) {
      conversation.thread(thread, { limit: 1, only: ownOnly ? participant : undefined })
    }
    return Buffer.byteLength(requireText(text, limits.messageBytes))
  }
}
