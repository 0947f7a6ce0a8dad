/** The bundle for asking for help: looked at first, then saved. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { CodeBlock } from '../../../components/CodeBlock.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { settingsStrings } from '../../../strings/settings.ts'
import { saveBlob } from '../../../save-blob.ts'
import { DataAction } from './DataAction.tsx'

const words = settingsStrings.data.diagnostics

export function Diagnostics() {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [made, setMade] = useState<MethodResult<'diagnostics.make'>>()
  const [saved, setSaved] = useState(false)
  const make = (): Promise<boolean> =>
    run(async () => {
      setSaved(false)
      setMade(await invoke('diagnostics.make', {}))
    })
  return (
    <DataAction
      title={words.title}
      hint={words.hint}
      failure={failure}
      done={made && saved && words.done(made.fileName)}
    >
      <div className="flex flex-wrap gap-3">
        <Button busy={busy} onClick={() => void make()}>
          {words.action}
        </Button>
        {made && (
          <Button
            kind="solid"
            onClick={() => {
              saveBlob(new Blob([made.text], { type: 'text/plain' }), made.fileName)
              setSaved(true)
            }}
          >
            {words.save}
          </Button>
        )}
      </div>
      {made && (
        <Disclosure label={words.look}>
          <div className="max-h-96 overflow-y-auto">
            <CodeBlock label={made.fileName} code={made.text} />
          </div>
        </Disclosure>
      )}
    </DataAction>
  )
}
