/** Every participant and what waits in its inbox. */
import type { Status } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { Letter } from '../../components/Letter.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Section } from '../../components/Section.tsx'
import type { Participants } from '../../data/shapes.ts'
import { strings } from '../../strings.ts'
import type { Invoke } from '../../transport.ts'
import { useAction } from '../../data/use-action.ts'

const words = strings.people

interface Props {
  status: Status | undefined
  participants: Participants
  invoke: Invoke
}

export function People({ status, participants, invoke }: Props) {
  const { busy, failure, run } = useAction()
  // In the order of the participants, as everywhere else.
  const order = participants.map(({ id }) => id)
  const inboxes = (status?.inboxes ?? []).toSorted(
    (a, b) => order.indexOf(a.participant) - order.indexOf(b.participant),
  )
  const markRead = () =>
    run(() => invoke('conversation.inbox', { participant: 'owner', markRead: true, limit: 500 }))
  return (
    <Section title={words.title} loading={!status}>
      {inboxes.length === 0 && <p className="text-muted">{words.empty}</p>}
      <ul className="space-y-3">
        {inboxes.map(({ participant, name, unread }) => (
          <li key={participant} className="flex items-center gap-3">
            <Letter id={participant} />
            <span className="min-w-0 grow wrap-anywhere">{name}</span>
            {participant === 'owner' && unread > 0 && (
              <Button kind="quiet" disabled={busy} onClick={() => void markRead()}>
                {words.markRead}
              </Button>
            )}
            <span className={unread > 0 ? 'font-medium' : 'text-muted'}>
              {unread > 0 ? words.unread(unread) : words.nothingUnread}
            </span>
          </li>
        ))}
      </ul>
      {failure && <Problem problem={failure} />}
    </Section>
  )
}
