/** What `bridge_status` counts. Each number is kept where it changes, so none is ever recounted. */
import { remembered } from '../store/remembered.ts'
import type { Parts } from './deps.ts'
import { systemSender } from './participants.ts'
import { integer, text } from './rows.ts'
import type { Conversation } from './types.ts'

export function createCounts({ store }: Parts): Pick<Conversation, 'counts'> {
  return {
    counts: remembered(store, () => {
      const row = store.statement('SELECT files, entries FROM conversation').get() ?? {}
      return {
        files: integer(row, 'files'),
        logEntries: integer(row, 'entries'),
        inboxes: store
          .statement(
            `SELECT id, name, unread, unacknowledged FROM participants
             WHERE id <> '${systemSender}' ORDER BY id`,
          )
          .all()
          .map((inbox) => ({
            participant: text(inbox, 'id'),
            name: text(inbox, 'name'),
            unread: integer(inbox, 'unread'),
            unacknowledged: integer(inbox, 'unacknowledged'),
          })),
      }
    }),
  }
}
