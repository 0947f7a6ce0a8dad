/** What the bridge needs of this computer, checked when the part is opened and when asked again. */
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Problem } from '../../components/Problem.tsx'
import { useInvoke, useLoaded } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { doctorStrings } from '../../strings/doctor.ts'
import { Part } from './Part.tsx'
import { StepList, type Step } from './steps/StepList.tsx'

const words = doctorStrings.computer

export function Computer() {
  const first = useLoaded('doctor.system', {})
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [again, setAgain] = useState<readonly Step[]>()
  const steps = again ?? first.value ?? []
  const count = (wanted: Step['state']) => steps.filter(({ state }) => state === wanted).length
  const look = (): Promise<boolean> => run(async () => setAgain(await invoke('doctor.system', {})))
  return (
    <Part loaded={first}>
      <p className="mb-6 max-w-prose text-muted">{words.lead}</p>
      <div className="mb-8 flex flex-wrap items-center gap-x-6 gap-y-3">
        <Button busy={busy} onClick={() => void look()}>
          {words.look}
        </Button>
        <p role="status">{words.outcome(count('failed'), count('skipped'))}</p>
      </div>
      {failure && (
        <div className="mb-8">
          <Problem problem={failure} />
        </div>
      )}
      <div className="max-w-3xl">
        <StepList steps={steps} label={words.lead} />
      </div>
    </Part>
  )
}
