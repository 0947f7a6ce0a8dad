/** The way out: the whole conversation as a file, with how far it is. */
import { Braces, Download, FileText } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Menu } from '../../../components/Menu.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Progress } from '../../../components/Progress.tsx'
import { useLink, useLoaded } from '../../../data/hooks.ts'
import { sizeOf } from '../../../format.ts'
import { strings } from '../../../strings.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { useExport, type ExportState, type Format } from '../../../data/use-export.ts'

const words = conversationStrings.export

export function ExportMenu() {
  const { state, begin, leave } = useExport()
  const [format, setFormat] = useState<Format>('markdown')
  const stopped = useLink() === 'stopped'
  const start = (chosen: Format) => (): void => {
    setFormat(chosen)
    begin(chosen)
  }
  return (
    <>
      <Menu
        trigger={
          <Button disabled={stopped}>
            <Download aria-hidden="true" size={16} strokeWidth={1.75} />
            {words.label}
          </Button>
        }
        items={[
          { label: words.markdown, icon: FileText, onSelect: start('markdown') },
          { label: words.json, icon: Braces, onSelect: start('json') },
        ]}
      />
      <Dialog
        open={state.kind !== 'idle'}
        onClose={leave}
        title={words.title}
        actions={
          <>
            {state.kind === 'failed' && (
              <Button onClick={() => begin(format)}>{strings.kit.tryAgain}</Button>
            )}
            <Button onClick={leave}>
              {state.kind === 'running' ? strings.kit.cancel : strings.kit.close}
            </Button>
          </>
        }
      >
        {state.kind === 'running' && <Running state={state} />}
        {state.kind === 'done' && <p role="status">{words.done(state.fileName)}</p>}
        {state.kind === 'failed' && <Problem problem={state.failure} />}
      </Dialog>
    </>
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
