/** Everything the chapters are told from, loaded together. */
import { useLoaded } from '../../data/hooks.ts'
import { chaptersOf, type Chapter } from './chapters.ts'
import { useRoundTrip } from './test/use-round-trip.ts'
import { useTestTalk } from './test/use-test-talk.ts'

/** The chapters as they stand, and what has to be there before they mean anything. */
export function useChapters() {
  const identity = useLoaded('identity.status', {})
  const status = useLoaded('status.get', {})
  const connectable = useLoaded('connect.list', {})
  const settings = useLoaded('settings.get', {})
  const roundTrip = useRoundTrip(undefined)
  const talk = useTestTalk(undefined)
  const chapters: Chapter[] = chaptersOf({
    identity: identity.value,
    status: status.value,
    connectable: connectable.value,
    trip: talk ?? roundTrip,
  })
  return {
    chapters,
    guideDone: settings.value?.settings.panel.guideDone,
    needs: [identity, status, connectable, settings],
  }
}
