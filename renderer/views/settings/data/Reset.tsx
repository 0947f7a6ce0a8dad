/** Moves everything aside and ends the bridge; a word has to be typed. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { settingsStrings } from '../../../strings/settings.ts'
import { DataAction } from './DataAction.tsx'

const words = settingsStrings.data.reset

export function Reset() {
  const invoke = useInvoke()
  const [asking, setAsking] = useState(false)
  const [movedTo, setMovedTo] = useState<string>()
  const reset = async (): Promise<void> =>
    setMovedTo((await invoke('data.reset', { confirm: words.word })).movedTo)
  return (
    <DataAction
      title={words.title}
      hint={words.hint}
      done={
        movedTo !== undefined && (
          <>
            {words.done} <code className="command">{movedTo}</code>
          </>
        )
      }
    >
      <Button kind="danger" onClick={() => setAsking(true)}>
        {words.action}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.confirmTitle}
        description={words.confirm}
        typed={words.word}
        confirm={words.confirmAction}
        onConfirm={reset}
      />
    </DataAction>
  )
}
