/** What every area of the pretended bridge works with. */
import type { MethodResult, Topic } from '../../../main/contract.ts'
import type { Handlers } from '../../../main/bridge/control/handlers.ts'

export interface Desk<State> {
  state: State
  /** Tells every panel that something changed. */
  emit: (topic: Topic) => void
}

/** The methods of one area, as the real ones are typed. */
export type FakeHandlers = Partial<Handlers>

export type Participant = MethodResult<'participants.list'>[number]

/** When the pretended bridge was started. */
export const startedAt = '2026-11-21T09:00:00.000Z'

/** That many minutes before now, so that "3 minutes ago" stays true. */
export const minutesAgo = (minutes: number): string =>
  new Date(Date.now() - minutes * 60_000).toISOString()
