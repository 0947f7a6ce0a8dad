/** Choosing an application that is told for a participant: a folder of Claude Code, or a thread of Codex. */
import { useState } from 'react'
import { Dialog } from '../../../components/Dialog.tsx'
import { DialogForm } from '../../../components/DialogForm.tsx'
import { Select } from '../../../components/Select.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { useAction } from '../../../data/use-action.ts'
import { nameOf } from '../../../participants.ts'
import { openApplicationStrings as words } from '../../../strings/open-applications.ts'

interface Props {
  participants: Participants
  onClose: () => void
}

const ways = ['claude-code', 'codex'] as const
const threadId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

export function AddOpenApplication({ participants, onClose }: Props) {
  const [participant, setParticipant] = useState(participants[0]?.id ?? '')
  const [way, setWay] = useState<(typeof ways)[number]>('claude-code')
  const [given, setGiven] = useState('')
  const [tried, setTried] = useState(false)
  const action = useAction()
  const invoke = useInvoke()
  const target = given.trim()
  const wrong = way === 'codex' ? !threadId.test(target) : target === ''
  const save = async (): Promise<void> => {
    setTried(true)
    if (wrong) return
    if (await action.run(() => invoke('wake.set', { participant, way, target }))) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.dialog(nameOf(participant, participants))}
      description={words.description}
    >
      <DialogForm action={action} submit={words.save} onSubmit={save} onCancel={onClose}>
        <Select
          label={words.participant}
          value={participant}
          onChange={setParticipant}
          options={participants.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          label={words.way}
          value={way}
          onChange={setWay}
          options={ways.map((one) => ({ value: one, label: words.ways[one] }))}
        />
        <TextField
          label={words.targets[way]}
          hint={words.hints[way]}
          error={tried && wrong ? words.missing[way] : undefined}
          value={given}
          onChange={setGiven}
          mono
          autoComplete="off"
          className="w-full"
        />
      </DialogForm>
    </Dialog>
  )
}
