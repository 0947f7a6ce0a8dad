/** Clients, each in two lines; choosing one leads to all about it. */
import { ChevronRight } from 'lucide-react'
import type { Client } from '../../../main/contract.ts'
import { Letter } from '../../components/Letter.tsx'
import { Time } from '../../components/Time.tsx'
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
}

export function ClientRows({ clients, participants }: Props) {
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
                <Summary client={client} participants={participants} />
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

function Summary({ client, participants }: { client: Client; participants: Participants }) {
  const names = speakersOf(client).map((id) => nameOf(id, participants))
  return (
    <>
      {names.length > 0 ? words.speaksAs(names) : words.notApproved}
      {' · '}
      {client.lastUsedAt === null ? (
        words.neverSeen
      ) : (
        <>
          {words.lastSeen} <Time iso={client.lastUsedAt} />
        </>
      )}
    </>
  )
}
