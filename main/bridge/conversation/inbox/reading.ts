/** What is kept of each client's reading, asked for and forgotten. */
import type { Parts } from '../deps.ts'
import { stateOf } from './inbox.ts'
import { findReader, forgetReadersOf } from '../readers.ts'
import type { Conversation } from '../types.ts'

export function createReading({ store }: Parts): Pick<Conversation, 'unreadOf' | 'forgetReader'> {
  return {
    unreadOf: (participant, client) =>
      stateOf(store, participant).unread + (findReader(store, participant, client)?.behind ?? 0),
    forgetReader: (client) => store.write(() => forgetReadersOf(store, 'client', client)),
  }
}
