/** A message by its id, with only the beginning of its text: for lists, which must not read a megabyte a row. */
import type { Parts } from '../deps.ts'
import { messageId, messageSeq } from '../ids.ts'
import { stringsFrom } from '../message-rows.ts'
import { text } from '../rows.ts'
import type { Conversation } from '../types.ts'

export function createBeginnings({ store }: Parts): Pick<Conversation, 'messageBeginning'> {
  return {
    messageBeginning(id, length) {
      const seq = messageSeq(id)
      if (seq === undefined) return undefined
      const row = store
        .statement(
          'SELECT sender, recipients, substr(text, 1, ?) AS text FROM messages WHERE seq = ?',
        )
        .get(length, seq)
      if (!row) return undefined
      const to = stringsFrom(text(row, 'recipients'))
      return { id: messageId(seq), from: text(row, 'sender'), to, text: text(row, 'text') }
    },
  }
}
