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

interface Verified {
  conversation: MethodResult<'conversation.verify'>
  ledger: MethodResult<'ledger.verify'>
}

function inWords({ conversation, ledger }: Verified): string {
  if (!conversation.ok) return words.broken(conversation.brokenAt)
  if (!ledger.ok) return words.ledgerBroken(ledger.brokenAt)
  return words.holds(conversation.entries)
}

export function Chain() {
  const [result, setResult] = useState<Verified>()
  const { busy, failure, run } = useAction()
  const invoke = useInvoke()
  const verify = (): Promise<boolean> =>
    run(async () => {
      const conversation = await invoke('conversation.verify', {})
      const ledger = await invoke('ledger.verify', {})
      setResult({ conversation, ledger })
    })
  const ok = result?.conversation.ok === true && result.ledger.ok
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p role="status" className="flex items-center gap-2 text-sm">
        {result && !busy && (
          <>
            <StatusMark state={ok ? 'ok' : 'failed'} />
            {inWords(result)}
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
