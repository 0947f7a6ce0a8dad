/** A copy of the data folder, made while the bridge runs. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Bytes } from '../../../components/Bytes.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { settingsStrings } from '../../../strings/settings.ts'
import { DataAction } from './DataAction.tsx'

const words = settingsStrings.data.backup

export function Backup() {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [made, setMade] = useState<MethodResult<'data.backup'>>()
  const make = (): Promise<boolean> => run(async () => setMade(await invoke('data.backup', {})))
  return (
    <DataAction
      title={words.title}
      hint={words.hint}
      failure={failure}
      done={
        made && (
          <>
            {words.done} <code className="command">{made.path}</code> (<Bytes value={made.bytes} />)
          </>
        )
      }
    >
      <Button busy={busy} onClick={() => void make()}>
        {words.action}
      </Button>
    </DataAction>
  )
}
