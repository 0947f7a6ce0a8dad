/** An export under way: how far it is, that it is done, or why it is not. */
import { Button } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Progress } from '../../../components/Progress.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import type { ExportState } from '../../../data/use-export.ts'
import { sizeOf } from '../../../format.ts'
import { strings } from '../../../strings.ts'
import { conversationStrings } from '../../../strings/conversation.ts'

const words = conversationStrings.export

interface Props {
  state: ExportState
  onAgain: () => void
  onLeave: () => void
}

export function ExportDialog({ state, onAgain, onLeave }: Props) {
  return (
    <Dialog
      open={state.kind !== 'idle'}
      onClose={onLeave}
      title={words.title}
      actions={
        <>
          {state.kind === 'failed' && <Button onClick={onAgain}>{strings.kit.tryAgain}</Button>}
          <Button onClick={onLeave}>
            {state.kind === 'running' ? strings.kit.cancel : strings.kit.close}
          </Button>
        </>
      }
    >
      {state.kind === 'running' && <Running state={state} />}
      {state.kind === 'done' && <p role="status">{words.done(state.fileName)}</p>}
      {state.kind === 'failed' && <Problem problem={state.failure} />}
    </Dialog>
  )
}

/** The bridge counts the entries; what has come so far is counted here. */
function Running({ state }: { state: Extract<ExportState, { kind: 'running' }> }) {
  const { value: tasks = [] } = useLoaded('tasks.list', {})
  const task = tasks.findLast((one) => one.kind === 'export' && one.state === 'running')
  return (
    <Progress
      label={state.fileName || words.preparing}
      done={task?.done ?? 0}
      total={task?.total ?? null}
      detail={words.soFar(sizeOf(state.characters))}
    />
  )
}
