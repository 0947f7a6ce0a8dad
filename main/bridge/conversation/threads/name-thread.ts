/** The owner gives a thread a name of its own. */
import type { Store } from '../../store/types.ts'
import type { Parts } from '../deps.ts'
import { threadId } from '../ids.ts'
import { requireThread, threadFrom } from './threads.ts'
import type { Conversation } from '../types.ts'

export function createNameThread({ store, commit }: Parts): Pick<Conversation, 'nameThread'> {
  return {
    async nameThread(id, name) {
      const thread = requireThread(store, id)
      return commit(() => {
        store.statement('UPDATE threads SET name = ? WHERE id = ?').run(name, thread)
        return {
          result: threadFrom(rowOf(store, thread)),
          events: [{ type: 'thread', thread: threadId(thread) }],
        }
      })
    },
  }
}

function rowOf(store: Store, thread: number) {
  const row = store.statement('SELECT * FROM threads WHERE id = ?').get(thread)
  if (!row) throw new Error(`thread ${thread} is gone`)
  return row
}
