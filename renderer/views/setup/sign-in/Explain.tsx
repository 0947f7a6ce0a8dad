/** What a text of the provider's own page means: pasted, because the bridge never sees that page. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { signInStrings } from '../../../strings/sign-in.ts'

const words = signInStrings.explain

export function Explain() {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [text, setText] = useState('')
  const [found, setFound] = useState<MethodResult<'identity.explain'>>()
  const explain = (): Promise<boolean> =>
    run(async () => setFound(await invoke('identity.explain', { text })))
  return (
    <Disclosure label={words.title}>
      <div className="max-w-prose space-y-4">
        <p className="text-muted">{words.lead}</p>
        <TextArea
          label={words.label}
          value={text}
          maxLength={20_000}
          mono
          onChange={(value) => {
            setText(value)
            setFound(undefined)
          }}
        />
        <Button busy={busy} disabled={text.trim() === ''} onClick={() => void explain()}>
          {words.action}
        </Button>
        {failure && <Problem problem={failure} />}
        {found?.length === 0 && <p role="status">{words.nothing}</p>}
        {found?.map((problem) => (
          <Problem key={problem.code} problem={problem} />
        ))}
      </div>
    </Disclosure>
  )
}
