/** Choosing a program for a participant: which, in which folder, and whether it may write there. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Dialog } from '../../../components/Dialog.tsx'
import { DialogForm } from '../../../components/DialogForm.tsx'
import { Select } from '../../../components/Select.tsx'
import { Switch } from '../../../components/Switch.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { useAction } from '../../../data/use-action.ts'
import { nameOf } from '../../../participants.ts'
import { seatStrings as words } from '../../../strings/seats.ts'

type Program = MethodResult<'seats.programs'>[number]

interface Props {
  participants: Participants
  onClose: () => void
}

export function AddSeat({ participants, onClose }: Props) {
  const { value } = useLoaded('seats.programs', {})
  // A command needs words of its own, which a field cannot hold apart.
  const programs = (value ?? []).filter(({ id }) => id !== 'command')
  const [participant, setParticipant] = useState(participants[0]?.id ?? '')
  const [chosen, setChosen] = useState<Program['id']>()
  const [folder, setFolder] = useState('')
  const [readOnly, setReadOnly] = useState(true)
  const [anyVersion, setAnyVersion] = useState(false)
  const [tried, setTried] = useState(false)
  const action = useAction()
  const invoke = useInvoke()
  const program =
    programs.find(({ id }) => id === chosen) ?? programs.find(({ path }) => path !== null)
  const missing = folder.trim() === ''
  const save = async (): Promise<void> => {
    setTried(true)
    if (missing || !program) return
    const request = {
      participant,
      program: program.id,
      folder: folder.trim(),
      readOnly: readOnly || !program.mayWrite,
      anyVersion,
    }
    if (await action.run(() => invoke('seats.set', request))) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.dialog(nameOf(participant, participants))}
      description={words.description}
    >
      <DialogForm
        action={action}
        submit={words.save}
        disabled={!program}
        onSubmit={save}
        onCancel={onClose}
      >
        <Select
          label={words.participant}
          value={participant}
          onChange={setParticipant}
          options={participants.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          label={words.program}
          hint={program?.limits ?? words.command}
          value={program?.id ?? 'claude-code'}
          onChange={setChosen}
          options={programs.map((one) => ({
            value: one.id,
            label: optionOf(one),
            disabled: one.path === null,
          }))}
        />
        <TextField
          label={words.folder}
          hint={words.folderHint}
          error={tried && missing ? words.folderMissing : undefined}
          value={folder}
          onChange={setFolder}
          mono
          autoComplete="off"
          className="w-full"
        />
        <Switch
          label={words.readOnly}
          hint={program?.mayWrite === false ? words.onlyReads : words.readOnlyHint}
          checked={readOnly || program?.mayWrite === false}
          disabled={program?.mayWrite === false}
          onChange={setReadOnly}
        />
        {program?.known === false && (
          <Switch
            label={words.anyVersion}
            hint={words.anyVersionHint}
            checked={anyVersion}
            onChange={setAnyVersion}
          />
        )}
      </DialogForm>
    </Dialog>
  )
}

function optionOf({ title, path, version, known }: Program): string {
  if (path === null) return `${title} (${words.notHere})`
  return known ? `${title} ${version}` : `${title} (${words.untried(version ?? '?')})`
}
