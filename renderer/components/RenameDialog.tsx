/** Asks for a name. */
import { useState } from 'react'
import { Dialog } from './Dialog.tsx'
import { DialogForm } from './DialogForm.tsx'
import { TextField } from './TextField.tsx'
import { useAction } from '../data/use-action.ts'
import { strings } from '../strings.ts'

interface Props {
  title: string
  name: string
  hint?: string
  maxLength: number
  /** What is said when it is left empty; it may be empty when left out. */
  missing?: string
  onClose: () => void
  onRename: (name: string) => Promise<unknown>
}

export function RenameDialog(props: Props) {
  const { title, name, hint, maxLength, missing, onClose, onRename } = props
  const [text, setText] = useState(name)
  const [error, setError] = useState<string>()
  const action = useAction()
  const save = async (): Promise<void> => {
    const wanted = text.trim()
    if (wanted === '' && missing !== undefined) return setError(missing)
    if (await action.run(() => onRename(wanted))) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <DialogForm action={action} submit={strings.kit.save} onSubmit={save} onCancel={onClose}>
        <TextField
          label={strings.kit.name}
          hint={hint}
          error={error}
          value={text}
          maxLength={maxLength}
          autoComplete="off"
          className="w-full"
          onChange={(now) => {
            setText(now)
            setError(undefined)
          }}
        />
      </DialogForm>
    </Dialog>
  )
}
