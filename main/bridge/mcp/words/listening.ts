/**
 * What a model is told about whether somebody listens: as data, and in words it can act on, so that
 * it neither waits for one who is away nor calls one idle who is waiting already.
 */
import { z } from 'zod'
import { clockTime } from '../../base/local-time.ts'
import { wouldHear, type ParticipantPresence } from '../../presence/types.ts'

/** The owner reads in the panel and waits in no call, so nothing is claimed about them. */
export const listening = z
  .enum(['waiting', 'lately', 'away', 'person'])
  .describe(
    'waiting: in a waiting call now; lately: called within five minutes; away: neither; ' +
      'person: the owner, who reads in Drawbridge',
  )

export const listeningFields = {
  listening,
  last_seen: z.string().nullable().describe('When it last called; null for never'),
  unread: z.number().int(),
}

export interface Listener {
  id: string
  name: string
  unread: number
  presence: ParticipantPresence
  /** Somebody was asked to bring it back. */
  wakeOnItsWay?: boolean
}

export const toListeningFields = ({ id, unread, presence }: Listener) => ({
  listening: id === 'owner' ? ('person' as const) : presence.state,
  last_seen: presence.lastSeen === null ? null : new Date(presence.lastSeen).toISOString(),
  unread,
})

/**
 * One sentence. With `thread` it is about a message there, which a wait for another thread does not
 * hear.
 */
export function listeningText(listener: Listener, thread?: string): string {
  const { id, name, unread, presence, wakeOnItsWay } = listener
  const waiting = unread === 0 ? '' : ` (${unread} unread)`
  if (id === 'owner') return `The owner reads in Drawbridge${waiting}.`
  if (presence.state === 'waiting') {
    if (thread === undefined) return `${name} is waiting for messages now.`
    if (wouldHear(presence, thread)) return `${name} was waiting for it.`
    return `${name} is waiting for messages of another thread and sees this one when it looks${waiting}.`
  }
  const seen =
    presence.lastSeen === null
      ? undefined
      : clockTime(new Date(presence.lastSeen).toISOString(), presence.at)
  if (wakeOnItsWay) {
    return `${name} is not looking; a wake is on its way to it${waiting}. Wait for the answer.`
  }
  if (presence.state === 'lately') {
    return thread === undefined
      ? `${name} last called at ${seen}${waiting}.`
      : `${name} last called at ${seen} and sees it when it looks again${waiting}.`
  }
  return seen === undefined
    ? `${name} has never looked${waiting}; your person can wake it by asking it to check its inbox.`
    : `${name} has not looked since ${seen}${waiting}; your person can wake it by asking it to check its inbox.`
}
