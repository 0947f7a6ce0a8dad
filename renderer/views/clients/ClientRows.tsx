/** Clients, each in two lines; choosing one leads to all about it. */
import { ChevronRight } from 'lucide-react'
import type { Client } from '../../../main/contract.ts'
import { Letter } from '../../components/Letter.tsx'
import { Listening } from '../../components/Listening.tsx'
import { Time } from '../../components/Time.tsx'
import { heardClient, type PresenceRow } from '../../../main/contract/who-listens.ts'
import type { Participants } from '../../data/shapes.ts'
import { hrefTo } from '../../navigation.ts'
import { nameOf } from '../../participants.ts'
import { clientsStrings as words } from '../../strings/clients.ts'
import { shortId, tellApart } from '../../tell-apart.ts'
import { speakersOf } from './groups.ts'
import { hostOf } from './redirects.ts'

interface Props {
  clients: readonly Client[]
  participants: Participants
  presence: readonly PresenceRow[]
}

export function ClientRows({ clients, participants, presence }: Props) {
  const extra = tellApart(clients, (client) => [client.name, ...speakersOf(client)].join(' '), [
    ({ redirectUris }) => [...new Set(redirectUris.map(hostOf))].join(', '),
    ({ clientId }) => shortId(clientId),
  ])
  return (
    <ul className="client-rows">
      {clients.map((client, i) => (
        <li key={client.clientId}>
          <a className="client-row" href={hrefTo('clients', client.clientId)}>
            <Mark client={client} />
            <span className="min-w-0 grow leading-snug">
              <bdi className="font-medium wrap-anywhere">{client.name}</bdi>
              {extra[i]?.map((word) => (
                <span key={word} className="wrap-anywhere text-muted">
                  {` · ${word}`}
                </span>
              ))}
              <span className="block text-sm wrap-anywhere text-muted">
                <Summary {...{ client, participants, presence }} />
              </span>
              {client.reconnect !== null && (
                <span className="block text-sm wrap-anywhere text-accent">
                  {words.reconnect} {client.reconnect}
                </span>
              )}
            </span>
            <ChevronRight aria-hidden="true" size={18} className="shrink-0 text-muted" />
          </a>
        </li>
      ))}
    </ul>
  )
}

function Mark({ client }: { client: Client }) {
  const [speaker] = speakersOf(client)
  return speaker === undefined ? <span className="letter-none" /> : <Letter id={speaker} />
}

interface SummaryProps extends Omit<Props, 'clients'> {
  client: Client
}

function Summary({ client, participants, presence }: SummaryProps) {
  const heard = heardClient(presence, client.clientId)
  const names = speakersOf(client).map((id) => nameOf(id, participants))
  return (
    <>
      {names.length > 0 ? words.speaksAs(names) : words.notApproved}
      {' · '}
      {heard ? (
        <Listening heard={heard} />
      ) : client.lastUsedAt === null ? (
        words.neverSeen
      ) : (
        <>
          {words.lastSeen} <Time iso={client.lastUsedAt} />
        </>
      )}
    </>
  )
}
