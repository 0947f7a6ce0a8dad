/** Puts a client's settings back; where somebody changed them since, only when the owner insists. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { strings } from '../../../strings.ts'
import { connectStrings as words } from '../../../strings/setup.ts'
import type { Connectable } from '../chapters.ts'

interface Props {
  client: Connectable['id']
  name: string
}

export function Undo({ client, name }: Props) {
  const invoke = useInvoke()
  const say = useToast()
  const { busy, failure, run, forget } = useAction()
  const [open, setOpen] = useState(false)
  const close = (): void => {
    setOpen(false)
    forget()
  }
  const undo = async (force: boolean): Promise<void> => {
    const done = await run(async () =>
      say((await invoke('connect.undo', { client, force })).detail),
    )
    if (done) close()
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.undo}</Button>
      <Dialog
        open={open}
        onClose={close}
        title={words.undoTitle(name)}
        description={words.undoMessage}
        actions={
          <>
            <Button onClick={close}>{strings.kit.cancel}</Button>
            <Button kind="danger" busy={busy} onClick={() => void undo(failure !== undefined)}>
              {failure ? words.undoForce : words.undo}
            </Button>
          </>
        }
      >
        {failure && <Problem problem={failure} />}
      </Dialog>
    </>
  )
}
