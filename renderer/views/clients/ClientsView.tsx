/** Who may connect, and as whom; who asks to. One client has a page of its own. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button, ButtonLink } from '../../components/Button.tsx'
import { Disclosure } from '../../components/Disclosure.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { Section } from '../../components/Section.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { useLoaded } from '../../data/hooks.ts'
import type { PresenceRow } from '../../../main/contract/who-listens.ts'
import type { ViewProps } from '../../frame/view-props.ts'
import { hrefTo } from '../../navigation.ts'
import { clientsStrings as words } from '../../strings/clients.ts'
import { Approvals } from '../approvals/Approvals.tsx'
import { AddClient } from './AddClient.tsx'
import { BackToAll, ClientPage } from './ClientPage.tsx'
import { ClientRows } from './ClientRows.tsx'
import { groupClients, type ClientGroups } from './groups.ts'
import { LocalLinks } from './LocalLinks.tsx'
import { Seats } from './seats/Seats.tsx'
import { OpenApplications } from './seats/OpenApplications.tsx'
import { ParticipantList } from './ParticipantList.tsx'

export function ClientsView({ path }: ViewProps) {
  const clients = useLoaded('clients.list', {})
  const status = useLoaded('status.get', {})
  const approvals = useLoaded('approvals.list', {})
  const participants = useLoaded('participants.list', {})
  const [adding, setAdding] = useState(false)
  const [id, act] = path
  const people = participants.value ?? []
  const presence = status.value?.presence ?? []
  return (
    <ViewFrame
      title={words.title}
      lead={words.lead}
      actions={
        id === undefined && (
          <Button onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" size={16} strokeWidth={1.75} />
            {words.add}
          </Button>
        )
      }
      needs={[clients, status, participants, approvals]}
    >
      <div className="space-y-14">
        <Approvals />
        {id === undefined ? (
          <All
            groups={groupClients(clients.value ?? [])}
            links={status.value?.links ?? []}
            presence={presence}
            waiting={approvals.value?.length ?? 0}
            participants={people}
          />
        ) : (
          <One
            id={id}
            revoking={act === 'revoke'}
            clients={clients.value ?? []}
            participants={people}
            presence={presence}
          />
        )}
      </div>
      <AddClient open={adding} onClose={() => setAdding(false)} />
    </ViewFrame>
  )
}

type People = Parameters<typeof ParticipantList>[0]['participants']

interface AllProps {
  groups: ClientGroups
  links: readonly string[]
  presence: readonly PresenceRow[]
  /** How many ask to be let in. */
  waiting: number
  participants: People
}

function All({ groups, links, presence, waiting, participants }: AllProps) {
  const { letIn, byHand, strangers } = groups
  const nobody = letIn.length + byHand.length + links.length + waiting === 0
  return (
    <div className="grid gap-x-16 gap-y-14 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 space-y-14">
        {nobody && (
          <EmptyState
            title={words.empty.title}
            action={<ButtonLink href={hrefTo('setup')}>{words.empty.action}</ButtonLink>}
          >
            <p>{words.empty.message}</p>
          </EmptyState>
        )}
        {!nobody && (
          <Section title={words.letIn}>
            {letIn.length === 0 && <p className="text-muted">{words.noneLetIn}</p>}
            <ClientRows clients={letIn} {...{ participants, presence }} />
          </Section>
        )}
        <LocalLinks {...{ links, participants, presence }} />
        <Seats participants={participants} />
        <OpenApplications participants={participants} />
        {byHand.length > 0 && (
          <Section title={words.waitingByHand}>
            <ClientRows clients={byHand} {...{ participants, presence }} />
          </Section>
        )}
        {strangers.length > 0 && (
          <Disclosure label={`${words.strangers} (${strangers.length})`}>
            <p className="mb-3 max-w-prose text-sm text-muted">{words.strangersHint}</p>
            <ClientRows clients={strangers} {...{ participants, presence }} />
          </Disclosure>
        )}
      </div>
      <div className="min-w-0">
        <ParticipantList participants={participants} presence={presence} />
      </div>
    </div>
  )
}

interface OneProps {
  id: string
  revoking: boolean
  clients: Parameters<typeof groupClients>[0]
  participants: People
  presence: readonly PresenceRow[]
}

function One({ id, revoking, clients, participants, presence }: OneProps) {
  const client = clients.find(({ clientId }) => clientId === id)
  if (client) return <ClientPage key={id} {...{ client, participants, presence, revoking }} />
  return (
    <div className="space-y-4">
      <BackToAll />
      <h2 className="font-serif text-2xl">{words.gone.title}</h2>
      <p className="max-w-prose text-muted">{words.gone.message}</p>
    </div>
  )
}
