/** Everybody who speaks on the bridge; the owner may call them otherwise. */
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../components/IconButton.tsx'
import { Letter } from '../../components/Letter.tsx'
import { Listening } from '../../components/Listening.tsx'
import { Section } from '../../components/Section.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { heardParticipant, type PresenceRow } from '../../../main/contract/who-listens.ts'
import type { Participants } from '../../data/shapes.ts'
import { clientsStrings as words } from '../../strings/clients.ts'
import { RenameDialog } from '../../components/RenameDialog.tsx'

interface Props {
  participants: Participants
  presence: readonly PresenceRow[]
}

export function ParticipantList({ participants, presence }: Props) {
  const [renaming, setRenaming] = useState<Participants[number]>()
  const invoke = useInvoke()
  const say = useToast()
  const rename = async (id: string, name: string): Promise<void> => {
    await invoke('participants.rename', { id, name })
    say(words.renamed(name))
  }
  return (
    <Section title={words.participants}>
      <p className="-mt-2 mb-4 max-w-prose text-sm text-muted">{words.participantsHint}</p>
      <ul className="space-y-3">
        {participants.map((participant) => {
          const { id, name } = participant
          const heard = heardParticipant(presence, id)
          return (
            <li key={id} className="flex items-center gap-3">
              <Letter id={id} />
              <span className="min-w-0 grow leading-snug wrap-anywhere">
                {name} {name.toLowerCase() !== id && <code className="text-muted">{id}</code>}
                {heard && (
                  <span className="block text-sm text-muted">
                    <Listening heard={heard} />
                  </span>
                )}
              </span>
              <IconButton
                icon={Pencil}
                label={words.renameParticipant(name)}
                onClick={() => setRenaming(participant)}
              />
            </li>
          )
        })}
      </ul>
      {renaming && (
        <RenameDialog
          title={words.renameParticipantTitle(renaming.id)}
          name={renaming.name}
          maxLength={60}
          missing={words.participantNameMissing}
          onClose={() => setRenaming(undefined)}
          onRename={(name) => rename(renaming.id, name)}
        />
      )}
    </Section>
  )
}
