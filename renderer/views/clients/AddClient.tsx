/** Entering a client by hand; its id and its secret are shown once, with where each goes. */
import { useState } from 'react'
import type { MethodResult } from '../../../main/contract.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { DialogForm } from '../../components/DialogForm.tsx'
import { Switch } from '../../components/Switch.tsx'
import { TextArea } from '../../components/TextArea.tsx'
import { TextField } from '../../components/TextField.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { addClientStrings as words } from '../../strings/clients.ts'
import { AddedClient } from './AddedClient.tsx'
import { redirectsIn } from './redirects.ts'

export function AddClient({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [added, setAdded] = useState<MethodResult<'clients.add'>>()
  const close = (): void => {
    setAdded(undefined)
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={added ? words.added(added.client.name) : words.title}
      description={added ? words.addedMessage : words.description}
    >
      {added ? (
        <AddedClient added={added} onDone={close} />
      ) : (
        <Form onAdded={setAdded} onCancel={close} />
      )}
    </Dialog>
  )
}

interface FormProps {
  onAdded: (added: MethodResult<'clients.add'>) => void
  onCancel: () => void
}

function Form({ onAdded, onCancel }: FormProps) {
  const [name, setName] = useState('')
  const [lines, setLines] = useState('')
  const [secret, setSecret] = useState(false)
  const [tried, setTried] = useState(false)
  const action = useAction()
  const invoke = useInvoke()
  const { redirectUris, wrong } = redirectsIn(lines)
  const add = async (): Promise<void> => {
    setTried(true)
    if (name.trim() === '' || wrong !== undefined) return
    await action.run(async () =>
      onAdded(await invoke('clients.add', { name: name.trim(), redirectUris, secret })),
    )
  }
  return (
    <DialogForm action={action} submit={words.add} onSubmit={add} onCancel={onCancel}>
      <TextField
        label={words.name}
        hint={words.nameHint}
        error={tried && name.trim() === '' ? words.nameMissing : undefined}
        value={name}
        onChange={setName}
        maxLength={100}
        autoComplete="off"
        className="w-full"
      />
      <TextArea
        label={words.redirects}
        hint={words.redirectsHint}
        error={wrong === undefined ? undefined : words.redirectWrong(wrong)}
        value={lines}
        onChange={setLines}
        spellCheck={false}
        className="font-mono"
      />
      <Switch label={words.secret} hint={words.secretHint} checked={secret} onChange={setSecret} />
    </DialogForm>
  )
}
