/** The clients that signed in, and the way to take that back. */
import { useState } from 'react'
import type { Client } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Section } from '../../components/Section.tsx'
import { timeOf } from '../../format.ts'
import { nameOf } from '../../participants.ts'
import type { Participants } from '../../data/shapes.ts'
import { strings } from '../../strings.ts'
import type { Invoke } from '../../transport.ts'
import { useAction } from '../../data/use-action.ts'

const words = strings.clients

interface Props {
  clients: readonly Client[] | undefined
  links: number
  participants: Participants
  invoke: Invoke
}

export function ClientList({ clients, links, participants, invoke }: Props) {
  // A client that only registered itself and was never approved is not connected.
  const shown = clients?.filter(
    ({ participant, registeredBy }) => participant !== null || registeredBy === 'manual',
  )
  return (
    <Section title={words.title} loading={!clients}>
      {shown?.length === 0 && links === 0 && <p className="text-muted">{words.empty}</p>}
      {links > 0 && <p className="mb-4">{words.links(links)}</p>}
      <ul className="space-y-5">
        {shown?.map((client) => (
          <li key={client.clientId}>
            <Row client={client} participants={participants} invoke={invoke} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

type RowProps = Pick<Props, 'participants' | 'invoke'> & { client: Client }

function Row({ client, participants, invoke }: RowProps) {
  const [asking, setAsking] = useState(false)
  const { busy, failure, run } = useAction()
  const { clientId, name, participant, lastUsedAt } = client
  const speakers = client.participants.length > 1 ? client.participants : [participant]
  const names = speakers.flatMap((id) => (id === null ? [] : nameOf(id, participants)))
  const who = names.length > 0 ? `${words.speaksAs} ${names.join(', ')}` : words.notApproved
  const seen = lastUsedAt ? `${words.lastSeen} ${timeOf(lastUsedAt)}` : words.neverSeen
  return (
    <div
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setAsking(false)
      }}
    >
      <div className="flex items-baseline justify-between gap-3">
        <p className="min-w-0 wrap-anywhere">
          <bdi>{name}</bdi>
        </p>
        {!asking && (
          <Button kind="quiet" aria-label={words.revokeName(name)} onClick={() => setAsking(true)}>
            {words.revoke}
          </Button>
        )}
      </div>
      <p className="text-sm text-muted">
        {who} · {seen}
      </p>
      {client.reconnect && (
        <p className="text-sm wrap-anywhere text-accent">
          {words.reconnect} {client.reconnect}
        </p>
      )}
      {asking && (
        <div className="mt-3 space-y-3 border-l-2 border-accent pl-4">
          <p className="wrap-anywhere">{words.confirm(name)}</p>
          <div className="flex gap-3">
            <Button
              kind="solid"
              disabled={busy}
              onClick={() => void run(() => invoke('clients.revoke', { client: clientId }))}
            >
              {words.revoke}
            </Button>
            <Button autoFocus onClick={() => setAsking(false)}>
              {words.keep}
            </Button>
          </div>
          {failure && <Problem problem={failure} />}
        </div>
      )}
    </div>
  )
}
