/** Whether those who want to be woken can be. */
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

export function lookAtWakes(wakes: readonly Wake[]): string {
  const [bad] = wakes.filter(({ held, failures }) => held || failures > 1)
  if (bad) {
    const { client, lastOutcome } = bad
    throw new BridgeError('wake-failing', { client, outcome: lastOutcome ?? 'it did not answer' })
  }
  if (wakes.length === 0) return 'Nobody has subscribed to events.'
  const clients = new Set(wakes.map(({ client }) => client))
  return `${[...clients].slice(0, 3).join(', ')}: ${plural(wakes.length, 'subscription')}, all of them served.`
}
