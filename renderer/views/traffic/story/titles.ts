/** What a story is called, and its mark. */
import type { MarkState } from '../../../components/StatusMark.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { nameOf } from '../../../participants.ts'
import { storyStrings as words } from '../../../strings/traffic.ts'
import type { Story } from './stories.ts'

/** A link has no name of its own: it is called after whom it speaks as. */
export function useTitles(): (story: Story) => string {
  const { value: participants = [] } = useLoaded('participants.list', {})
  return ({ kind, client, participant }) => {
    if (kind === 'batch') return words.batch
    if (kind === 'sign-in') return words.signIn(client ?? words.someone)
    return words.link(participant === null ? words.someone : nameOf(participant, participants))
  }
}

const marks: Record<Story['state'], MarkState> = {
  done: 'ok',
  failed: 'failed',
  open: 'waiting',
  linked: 'ok',
  closed: 'off',
}

export const markOf = ({ state }: Pick<Story, 'state'>): MarkState => marks[state]
