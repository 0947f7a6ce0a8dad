/** The live checks of what is saved, in short; the guide has the steps that mend what they find. */
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Section } from '../../../components/Section.tsx'
import { markWord, StatusMark } from '../../../components/StatusMark.tsx'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { keysStrings } from '../../../strings/keys.ts'
import type { ProviderKind } from '../../setup/sign-in/fields.ts'

const words = keysStrings.checks
const marks = {
  ok: 'ok',
  failed: 'failed',
  'cannot-tell': 'attention',
  unknown: 'waiting',
} as const

export function Checks({ kind }: { kind: ProviderKind }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const {
    value: steps,
    reload,
    failure: notLoaded,
  } = useLoaded('identity.steps', { provider: kind })
  const check = async (): Promise<void> => {
    await run(() => invoke('identity.check', { provider: kind }))
    reload()
  }
  return (
    <Section title={words.title} loading={!steps && !notLoaded}>
      {notLoaded && <Problem problem={notLoaded} />}
      <ul className="rows">
        {steps?.map(({ id, title, check: { state, detail, problem } }) => (
          <li key={id} className="flex gap-3">
            <span className="mt-1 flex">
              <StatusMark state={marks[state]} label={markWord(marks[state])} />
            </span>
            <div className="min-w-0 grow">
              <p>{title}</p>
              <p className="text-sm wrap-anywhere text-muted">{detail}</p>
              {problem && (
                <div className="mt-2">
                  <Problem problem={problem} alert={false} />
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
      <div className="mt-6 space-y-4">
        <Button busy={busy} onClick={() => void check()}>
          {words.run}
        </Button>
        {failure && <Problem problem={failure} />}
      </div>
    </Section>
  )
}
