/** What is known of a client. */
import type { Client } from '../../../main/contract.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Listening } from '../../components/Listening.tsx'
import { Section } from '../../components/Section.tsx'
import { Time } from '../../components/Time.tsx'
import { heardClient, type PresenceRow } from '../../../main/contract/who-listens.ts'
import { clientsStrings as words } from '../../strings/clients.ts'
import { hostOf } from './redirects.ts'

interface Props {
  client: Client
  presence: readonly PresenceRow[]
}

export function ClientFacts({ client, presence }: Props) {
  const { vendor, registeredBy, ownName, redirectUris, origin, lastUsedAt, clientId } = client
  const heard = heardClient(presence, clientId)
  const hosts = [...new Set(redirectUris.map(hostOf))]
  return (
    <Section title={words.about}>
      <dl className="facts client-facts">
        <dt>{words.vendor}</dt>
        <dd>{words.vendors[vendor] ?? words.otherVendor}</dd>
        <dt>{words.howRegistered}</dt>
        <dd>{words.registered[registeredBy]}</dd>
        {ownName !== null && (
          <>
            <dt>{words.ownName}</dt>
            <dd>
              <bdi>{ownName}</bdi>
            </dd>
          </>
        )}
        <dt>{words.returnsTo}</dt>
        <dd title={redirectUris.join('\n')}>{hosts.join(', ')}</dd>
        <dt>{words.address}</dt>
        <dd>{origin ?? <span className="text-muted">{words.noAddress}</span>}</dd>
        <dt>{words.firstSeen}</dt>
        <dd>
          <Time iso={client.createdAt} />
        </dd>
        <dt>{words.seen}</dt>
        <dd>
          {heard ? (
            <Listening heard={heard} />
          ) : lastUsedAt === null ? (
            <span className="text-muted">{words.neverSeen}</span>
          ) : (
            <Time iso={lastUsedAt} />
          )}
        </dd>
        <dt>{words.signIns}</dt>
        <dd>{words.livingSignIns(client.grants)}</dd>
        <dt>{words.tokens}</dt>
        <dd>{words.livingTokens(client.tokens)}</dd>
        <dt>{words.clientId}</dt>
        <dd>
          <code className="mr-3">{clientId}</code>
          <CopyButton kind="quiet" text={clientId} label={words.clientId} />
        </dd>
      </dl>
    </Section>
  )
}
