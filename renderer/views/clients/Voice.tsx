/** Whom a client speaks as, and giving it another voice. */
import { useState } from 'react'
import type { Client } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Section } from '../../components/Section.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke } from '../../data/hooks.ts'
import type { Participants } from '../../data/shapes.ts'
import { useAction } from '../../data/use-action.ts'
import { nameOf } from '../../participants.ts'
import { approvalStrings } from '../../strings/approvals.ts'
import { clientsStrings as words } from '../../strings/clients.ts'
import { SpeaksAs } from '../approvals/SpeaksAs.tsx'
import { NEWCOMER } from '../approvals/use-decision.ts'
import { speakersOf } from './groups.ts'

interface Props {
  client: Client
  participants: Participants
}

export function Voice({ client, participants }: Props) {
  const { clientId, name, participant } = client
  const [choice, setChoice] = useState(participant ?? '')
  const [newcomer, setNewcomer] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, failure, run } = useAction()
  const invoke = useInvoke()
  const say = useToast()
  if (participant === null) {
    return (
      <Section title={words.voice}>
        <p className="text-muted">{words.voiceLater}</p>
      </Section>
    )
  }
  const speakers = speakersOf(client)
  const wanted = choice === NEWCOMER ? newcomer.trim() : choice
  const assign = async (): Promise<void> => {
    setMissing(wanted === '')
    if (wanted === '') return
    const done = await run(() =>
      invoke('clients.assign', { client: clientId, participant: wanted }),
    )
    if (done) say(words.reassigned(name, nameOf(wanted, participants)))
  }
  return (
    <Section title={words.voice}>
      {speakers.length > 1 && (
        <p className="mb-3 max-w-prose text-sm text-muted">
          {words.voiceShared(speakers.map((id) => nameOf(id, participants)))}
        </p>
      )}
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault()
          void assign()
        }}
      >
        <SpeaksAs
          participants={participants}
          suggested={participant}
          choice={choice}
          onChoice={setChoice}
          newcomer={newcomer}
          onNewcomer={setNewcomer}
          hiddenLabel
          error={missing ? approvalStrings.newNameMissing : undefined}
        />
        <Button
          type="submit"
          busy={busy}
          disabled={choice === participant && speakers.length === 1}
        >
          {words.reassign}
        </Button>
        {failure && <Problem problem={failure} />}
      </form>
    </Section>
  )
}
