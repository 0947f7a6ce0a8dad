/** Every participant and what waits in its inbox. */
import type { Status } from '../../main/contract.ts'
import { Button } from '../components/Button.tsx'
import { Letter } from '../components/Letter.tsx'
import { Problem } from '../components/Problem.tsx'
import { Section } from '../components/Section.tsx'
import { strings } from '../strings.ts'
import type { Invoke } from '../transport.ts'
import { useAction } from '../use-action.ts'

const words = strings.people

export function People({ status, invoke }: { status: Status | undefined; invoke: Invoke }) {
  const { busy, failure, run } = useAction()
  const inboxes = status?.inboxes ?? []
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
      {failure && <Problem failure={failure} />}
    </Section>
  )
}
