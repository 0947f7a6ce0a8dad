/** Whether those who want to be woken can be, and the applications that are to be told could be told. */
import { BridgeError } from '../../base/errors.ts'
import { plural } from '../../base/plural.ts'

/** A subscription to events, as far as the doctor looks at it. */
export interface Wake {
  client: string
  /** Deliveries in a row that failed. */
  failures: number
  held: boolean
  lastOutcome: string | null
}

export interface Unproved {
  client: string
  /** Why. */
  words: string
}

/** An application the owner lets be told, and why it could not be now. */
export interface OpenApplication {
  participant: string
  error: BridgeError | null
}

export function lookAtApplications(applications: readonly OpenApplication[]): string {
  const wrong = applications.find(({ error }) => error !== null)?.error
  if (wrong) throw wrong
  if (applications.length === 0) return 'No open application is notified when something waits.'
  const participants = new Set(applications.map(({ participant }) => participant))
  return `Could be told now: ${[...participants].slice(0, 5).join(', ')}.`
}

/** `unproved`: clients whose callback did not prove itself when they subscribed last. */
export function lookAtWakes(wakes: readonly Wake[], unproved: readonly Unproved[]): string {
  const [bad] = wakes.filter(({ held, failures }) => held || failures > 1)
  if (bad) {
    const { client, lastOutcome } = bad
    throw new BridgeError('wake-failing', { client, outcome: lastOutcome ?? 'it did not answer' })
  }
  const [refused] = unproved
  if (refused) throw new BridgeError('wake-unproved', { ...refused })
  if (wakes.length === 0) return 'Nobody has subscribed to events.'
  const clients = new Set(wakes.map(({ client }) => client))
  return `${[...clients].slice(0, 3).join(', ')}: ${plural(wakes.length, 'subscription')}, all of them served.`
}
