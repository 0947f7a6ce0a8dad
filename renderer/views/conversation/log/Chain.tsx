/** Recomputes the hash chain of the log and says whether anything was changed after the fact. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { conversationStrings } from '../../../strings/conversation.ts'

const words = conversationStrings.log

export function Chain() {
  const [result, setResult] = useState<MethodResult<'conversation.verify'>>()
  const { busy, failure, run } = useAction()
  const invoke = useInvoke()
  const verify = (): Promise<boolean> =>
    run(async () => setResult(await invoke('conversation.verify', {})))
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p role="status" className="flex items-center gap-2 text-sm">
        {result && !busy && (
          <>
            <StatusMark state={result.ok ? 'ok' : 'failed'} />
            {result.ok ? words.holds(result.entries) : words.broken(result.brokenAt)}
          </>
        )}
      </p>
      <Button busy={busy} onClick={() => void verify()}>
        {words.verify}
      </Button>
      {failure && <Problem problem={failure} />}
    </div>
  )
}
