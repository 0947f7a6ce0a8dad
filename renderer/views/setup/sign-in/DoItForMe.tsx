/** Auth0 set up with a one-time token: plan first, then report. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { signInStrings } from '../../../strings/sign-in.ts'
import type { Identity } from '../chapters.ts'
import { ChangeList, type Change } from './ChangeList.tsx'
import { TokenInHand } from './TokenInHand.tsx'

const words = signInStrings.doIt

export function DoItForMe({ identity }: { identity: Identity }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [plan, setPlan] = useState<Change[]>()
  const [report, setReport] = useState<Change[]>()
  const [chosen, setChosen] = useState<readonly string[]>([])

  const makePlan = (): Promise<boolean> =>
    run(async () => {
      setReport(undefined)
      setChosen([])
      setPlan(await invoke('identity.plan', {}))
    })
  const apply = (): Promise<boolean> =>
    run(async () => {
      setReport(await invoke('identity.apply', { choose: [...chosen] }))
      setPlan(undefined)
    })
  const due = plan?.filter(
    ({ state, choice, id }) => state === 'planned' && (!choice || chosen.includes(id)),
  )
  const settled = plan?.every(({ state }) => state === 'unchanged') ?? false
  return (
    <Disclosure label={words.title} open={identity.token !== null}>
      <div className="space-y-6">
        <p className="max-w-prose text-muted">{words.lead}</p>
        <TokenInHand token={identity.token} />
        <div className="flex flex-wrap gap-3">
          <Button
            kind={plan || report ? 'outline' : 'solid'}
            busy={busy}
            disabled={identity.token === null}
            onClick={() => void makePlan()}
          >
            {plan || report ? words.planAnew : words.plan}
          </Button>
        </div>
        {failure && <Problem problem={failure} />}
        {plan && (
          <div className="space-y-4">
            <p className="font-medium">{settled ? words.nothing : words.planTitle}</p>
            <ChangeList
              changes={plan}
              chosen={chosen}
              onChoose={(id, on) =>
                setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            {!settled && (
              <Button
                kind="solid"
                busy={busy}
                disabled={due?.length === 0}
                onClick={() => void apply()}
              >
                {words.apply}
              </Button>
            )}
          </div>
        )}
        {report && (
          <div className="space-y-4" role="status">
            <p className="font-medium">{words.reportTitle}</p>
            <ChangeList changes={report} />
          </div>
        )}
      </div>
    </Disclosure>
  )
}
