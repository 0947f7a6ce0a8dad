/** Follows one talk of set-up; without an id, the newest there is. */
import { useLoaded } from '../../../data/hooks.ts'
import { newestTestTalk, talkTestOf, type TalkTest } from './talk-test.ts'

export function useTestTalk(given: string | undefined): TalkTest | undefined {
  const { value: talks } = useLoaded('talks.list', {})
  const id = talks?.some((talk) => talk.id === given) ? given : newestTestTalk(talks)
  const { value: talk } = useLoaded('talks.get', id === undefined ? null : { id })
  return talkTestOf(talk)
}
