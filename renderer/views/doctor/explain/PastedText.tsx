/** An error text as a vendor's page shows it, pasted because the bridge never sees that page. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Section } from '../../../components/Section.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { doctorStrings } from '../../../strings/doctor.ts'
import { Findings } from './Findings.tsx'

const words = doctorStrings.explain
const LONGEST = 100_000

export function PastedText() {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [text, setText] = useState('')
  const [found, setFound] = useState<MethodResult<'doctor.explain'>>()
  const explain = (): Promise<boolean> =>
    run(async () => setFound(await invoke('doctor.explain', { text })))
  return (
    <Section title={words.textTitle}>
      <form
        className="max-w-prose space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          void explain()
        }}
      >
        <p className="text-muted">{words.textLead}</p>
        <TextArea
          label={words.textLabel}
          value={text}
          maxLength={LONGEST}
          placeholder={words.textPlaceholder}
          mono
          onChange={(value) => {
            setText(value)
            setFound(undefined)
          }}
        />
        <Button type="submit" busy={busy} disabled={text.trim() === ''}>
          {words.explain}
        </Button>
      </form>
      <div className="mt-6 empty:hidden">
        {failure && <Problem problem={failure} />}
        {found?.length === 0 && (
          <p role="status" className="max-w-prose">
            {words.nothing} <span className="text-muted">{words.nothingNext}</span>
          </p>
        )}
        {found && found.length > 0 && <Findings findings={found} />}
      </div>
    </Section>
  )
}
