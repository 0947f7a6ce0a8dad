/** Every participant: whether it is here, what waits in its inbox, whose turn it is. */
import type { Client, Status } from '../../../main/contract.ts'
import { Badge } from '../../components/Badge.tsx'
import { Letter } from '../../components/Letter.tsx'
import { Section } from '../../components/Section.tsx'
import { useLoaded } from '../../data/hooks.ts'
import type { Participants } from '../../data/shapes.ts'
import { hrefTo } from '../../navigation.ts'
import { homeStrings } from '../../strings/home.ts'
import { Here } from './Here.tsx'
import { turnsOf, type Reaction } from './turn.ts'

const words = homeStrings.people

interface Props {
  /** Who is here is not known while the bridge is out of sight. */
  stopped: boolean
  status: Status | undefined
  clients: readonly Client[]
  participants: Participants
}

export function People({ stopped, status, clients, participants }: Props) {
  const turns = useTurns()
  // In the order of the participants, as everywhere else.
  const order = participants.map(({ id }) => id)
  const inboxes = (status?.inboxes ?? []).toSorted(
    (a, b) => order.indexOf(a.participant) - order.indexOf(b.participant),
  )
  return (
    <Section title={words.title} loading={!status}>
      {inboxes.length === 0 && <p className="text-muted">{words.empty}</p>}
      <ul className="space-y-4">
        {inboxes.map(({ participant, name, unread }) => (
          <li key={participant} className="flex items-center gap-3">
            <Letter id={participant} />
            <div className="min-w-0 grow leading-snug">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="wrap-anywhere">{name}</span>
                {turns.has(participant) && <Badge kind="lamp">{words.turn}</Badge>}
              </p>
              <p className="text-sm text-muted">
                <Presence id={participant} {...{ stopped, status, clients }} />
                <Reacted to={turns.get(participant)} />
              </p>
            </div>
            <Unread participant={participant} unread={unread} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What the recipients of the newest message of the newest thread did with it. */
function useTurns(): Map<string, Reaction> {
  const { value: threads } = useLoaded('conversation.threads', { limit: 1 })
  const id = threads?.[0]?.id
  const { value: messages } = useLoaded(
    'conversation.thread',
    id === undefined ? null : { id, limit: 1 },
  )
  return turnsOf(messages ?? [])
}

function Presence({ id, stopped, status, clients }: Omit<Props, 'participants'> & { id: string }) {
  if (id === 'owner') return words.you
  if (stopped) return words.outOfSight
  return <Here {...{ id, clients, status }} />
}

function Reacted({ to }: { to: Reaction | undefined }) {
  if (!to) return null
  const said = { unread: words.unreadLast, read: words.read, acknowledged: words.acknowledged }
  return ` · ${said[to]}`
}

function Unread({ participant, unread }: { participant: string; unread: number }) {
  if (unread === 0) return <span className="text-sm text-muted">{words.nothingUnread}</span>
  const text = <span className="font-medium whitespace-nowrap">{words.unread(unread)}</span>
  if (participant !== 'owner') return text
  return (
    <a className="link" href={hrefTo('conversation')}>
      {text}
    </a>
  )
}
