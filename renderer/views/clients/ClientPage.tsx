/** All about one client, and all that can be done about it. */
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { Client } from '../../../main/contract.ts'
import { Button, ButtonLink } from '../../components/Button.tsx'
import { Letter } from '../../components/Letter.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke } from '../../data/hooks.ts'
import type { PresenceRow } from '../../../main/contract/who-listens.ts'
import type { Participants } from '../../data/shapes.ts'
import { hrefTo } from '../../navigation.ts'
import { clientsStrings as words } from '../../strings/clients.ts'
import { ClientFacts } from './ClientFacts.tsx'
import { speakersOf } from './groups.ts'
import { Permissions } from './Permissions.tsx'
import { Reads } from './Reads.tsx'
import { RenameDialog } from '../../components/RenameDialog.tsx'
import { SeenBy } from '../../components/SeenBy.tsx'
import { Section } from '../../components/Section.tsx'
import { ledgerStrings } from '../../strings/ledger.ts'
import { RevokeClient } from './RevokeClient.tsx'
import { Voice } from './Voice.tsx'
import { Woken } from './Woken.tsx'

interface Props {
  client: Client
  participants: Participants
  presence: readonly PresenceRow[]
  /** A link leads to the question whether to end it. */
  revoking: boolean
}

export function ClientPage({ client, participants, presence, revoking }: Props) {
  const [speaker] = speakersOf(client)
  return (
    <article className="space-y-12">
      <header>
        <BackToAll />
        <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-3">
          {speaker !== undefined && <Letter id={speaker} />}
          <h2 className="min-w-0 font-serif text-3xl wrap-anywhere">
            <bdi>{client.name}</bdi>
          </h2>
          <Rename client={client} />
          <ButtonLink kind="quiet" href={hrefTo('traffic', 'client', client.clientId)}>
            {words.traffic}
          </ButtonLink>
        </div>
        {client.reconnect !== null && (
          <p className="mt-4 max-w-prose border-l-2 border-accent pl-4 wrap-anywhere">
            <span className="font-medium">{words.reconnect}</span> {client.reconnect}
          </p>
        )}
      </header>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
        <ClientFacts client={client} presence={presence} />
        <div className="min-w-0 space-y-12">
          <Voice key={speaker} client={client} participants={participants} />
          <Permissions key={client.scopes.join(' ')} client={client} />
          {client.participant !== null && client.scopes.includes('messages:read') && (
            <Reads client={client} />
          )}
          {client.participant !== null && (
            <Woken {...{ client, participants }} participant={client.participant} />
          )}
          <Section title={ledgerStrings.ofClient}>
            <SeenBy question={{ by: client.clientId }} none={ledgerStrings.noneOfClient} />
          </Section>
          <RevokeClient key={String(revoking)} client={client} asked={revoking} />
        </div>
      </div>
    </article>
  )
}

export function BackToAll() {
  return (
    <ButtonLink kind="quiet" href={hrefTo('clients')}>
      <ArrowLeft aria-hidden="true" size={16} /> {words.back}
    </ButtonLink>
  )
}

function Rename({ client }: { client: Client }) {
  const [open, setOpen] = useState(false)
  const invoke = useInvoke()
  const say = useToast()
  const rename = async (name: string): Promise<void> => {
    const renamed = await invoke('clients.rename', { client: client.clientId, name })
    say(words.renamed(renamed.name))
  }
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {words.rename}
      </Button>
      {open && (
        <RenameDialog
          title={words.renameTitle}
          name={client.name}
          hint={words.renameHint}
          maxLength={100}
          onClose={() => setOpen(false)}
          onRename={rename}
        />
      )}
    </>
  )
}
