/** What a seat's program is run for, and what ends it early. */
import type { Errand } from '../seats/types.ts'
import type { Store } from '../store/types.ts'
import type { Talks } from '../talk/talk-types.ts'
import { isSettled, type Cause } from './causes.ts'
import { aboutCause, errandPrompt } from './wake-lines.ts'

export const errandFor = (store: Store, participant: string, cause: Cause): Errand => ({
  prompt: errandPrompt(cause),
  about: aboutCause(cause),
  // A letter that was read is still to be answered.
  done: ({ calls, ended }) =>
    isSettled(store, participant, cause) &&
    (ended || cause.kind === 'turn' || calls.includes('send_message')),
})

export const testErrand: Errand = {
  prompt:
    'This is a test of your link to Drawbridge: call bridge_status. Then answer with the word ready, and end.',
  about: 'a test',
  done: ({ calls }) => calls.includes('bridge_status'),
}

/** Why nothing may be done for this cause now, in words; null when it may. */
export function heldReason(store: Store, talks: Pick<Talks, 'get'>, cause: Cause): string | null {
  if (cause.kind === 'turn') {
    const { status } = talks.get(cause.talk).state
    return status === 'open' ? null : `the talk was ${status}`
  }
  const row = store
    .statement('SELECT held FROM threads WHERE id = ?')
    .get(Number(cause.thread.slice(1)))
  return typeof row?.['held'] === 'string' ? `the thread was ${row['held']}` : null
}
