/** Follows one round-trip test; without a thread, the newest there is. */
import { useLoaded } from '../../../data/hooks.ts'
import { newestTest, roundTripOf, type RoundTrip } from './round-trip.ts'

export function useRoundTrip(thread: string | undefined): RoundTrip | undefined {
  const { value: threads } = useLoaded('conversation.threads', thread === undefined ? {} : null)
  const id = thread ?? newestTest(threads)
  const { value: messages } = useLoaded('conversation.thread', id === undefined ? null : { id })
  const { value: log } = useLoaded('conversation.log', id === undefined ? null : {})
  return roundTripOf(messages, log)
}
