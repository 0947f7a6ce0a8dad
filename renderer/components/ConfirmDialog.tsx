/** Asks before something is taken away; for what cannot be undone the owner types a word. */
import { useState, type ReactNode } from 'react'
import { useAction } from '../data/use-action.ts'
import { strings } from '../strings.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Problem } from './Problem.tsx'
import { TextField } from './TextField.tsx'

interface Props {
  open: boolean
  onClose: () => void
  title: string
  description: ReactNode
  /** What the decisive button says: "Revoke", not "OK". */
  confirm: string
  /** What leaving it says; "Cancel" when left out. */
  cancel?: string
  /** Has to be typed before the button works. */
  typed?: string
  danger?: boolean
  /** Closes when it is done; stays open and says why when it fails. */
  onConfirm: () => Promise<unknown>
}

export function ConfirmDialog(props: Props) {
  const { open, onClose, title, description, confirm, typed, danger = true, onConfirm } = props
  const [text, setText] = useState('')
  const { busy, failure, run, forget } = useAction()
  const close = (): void => {
    setText('')
    forget()
    onClose()
  }
  const go = async (): Promise<void> => {
    if (await run(onConfirm)) close()
  }
  const ready = typed === undefined || text.trim() === typed
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={close}>{props.cancel ?? strings.kit.cancel}</Button>
          <Button
            kind={danger ? 'danger' : 'solid'}
            busy={busy}
            disabled={!ready}
            onClick={() => void go()}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {typed !== undefined && (
        <TextField
          label={strings.kit.typeToConfirm(typed)}
          value={text}
          onChange={setText}
          mono
          autoComplete="off"
        />
      )}
      {failure && <Problem problem={failure} />}
    </Dialog>
  )
}
