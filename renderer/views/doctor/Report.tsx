/** The redacted bundle for asking for help: made, read, saved; nothing is sent. */
import { useState } from 'react'
import type { MethodResult } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { CodeBlock } from '../../components/CodeBlock.tsx'
import { Problem } from '../../components/Problem.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { doctorStrings } from '../../strings/doctor.ts'
import { saveBlob } from '../../save-blob.ts'

const words = doctorStrings.report

export function Report() {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [made, setMade] = useState<MethodResult<'diagnostics.make'>>()
  const make = (): Promise<boolean> =>
    run(async () => setMade(await invoke('diagnostics.make', {})))
  return (
    <div className="space-y-6">
      <p className="max-w-prose">{words.lead}</p>
      <div>
        <p>{words.without}</p>
        <ul className="list-disc pl-6 text-muted">
          {words.withoutList.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <p className="max-w-prose">{words.readFirst}</p>
      <div className="flex flex-wrap gap-3">
        <Button busy={busy} kind={made ? 'outline' : 'solid'} onClick={() => void make()}>
          {words.make}
        </Button>
        {made && (
          <Button
            kind="solid"
            onClick={() =>
              saveBlob(new Blob([made.text], { type: 'application/json' }), made.fileName)
            }
          >
            {words.save}
          </Button>
        )}
      </div>
      {failure && <Problem problem={failure} />}
      {made && (
        <div className="report-text">
          <CodeBlock label={words.content(made.fileName)} code={made.text} />
        </div>
      )}
    </div>
  )
}
