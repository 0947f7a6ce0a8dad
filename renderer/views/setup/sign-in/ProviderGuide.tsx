/** Setting up a provider: the steps as the bridge tells them, with fields, live checks, and helpers. */
import { Button } from '../../../components/Button.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import type { MarkState } from '../../../components/StatusMark.tsx'
import { Steps } from '../../../components/Steps.tsx'
import { signInStrings as words } from '../../../strings/sign-in.ts'
import type { Identity } from '../chapters.ts'
import { DoItForMe } from './DoItForMe.tsx'
import { Explain } from './Explain.tsx'
import type { ProviderKind } from './fields.ts'
import { ProviderField } from './ProviderField.tsx'
import type { IdentityStep } from './identity-step.ts'
import { ProviderStep } from './ProviderStep.tsx'
import { TestSignIn } from './TestSignIn.tsx'
import { useProvider } from './use-provider.ts'

interface Props {
  kind: ProviderKind
  identity: Identity
}

export function ProviderGuide({ kind, identity }: Props) {
  const provider = useProvider(kind, identity)
  const { steps, failure, checking, looking } = provider
  const checkable = steps?.filter(({ id }) => id !== 'test') ?? []
  const inOrder = checkable.filter(({ check }) => check.state === 'ok').length
  const current = steps?.find(({ check }) => check.state !== 'ok' && check.state !== 'cannot-tell')
  return (
    <div className="space-y-10">
      {kind === 'auth0' && <DoItForMe identity={identity} />}
      {failure && <Problem problem={failure} />}
      {!steps && !failure && <Skeleton lines={5} />}
      {steps && (
        <div>
          <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
            <p className="text-muted" aria-live="polite">
              {words.steps.found(inOrder, checkable.length)}
            </p>
            <Button busy={looking === true} onClick={() => void provider.check()}>
              {words.steps.checkAll}
            </Button>
          </div>
          {checking.failure && (
            <div className="mb-6">
              <Problem problem={checking.failure} />
            </div>
          )}
          <Steps
            {...(current ? { current: current.id } : {})}
            steps={steps.map((step) => ({
              id: step.id,
              title: step.title,
              ...markOf(step, looking),
              children:
                step.id === 'test' ? (
                  <TestSignIn identity={identity} provider={provider} step={step} />
                ) : (
                  <ProviderStep
                    step={step}
                    provider={provider}
                    due={step === current || step.check.state === 'failed'}
                  />
                ),
            }))}
          />
        </div>
      )}
      <Disclosure label={words.form.audienceTitle} open={provider.valueOf('audience') !== ''}>
        <ProviderField
          provider={provider}
          entry={{ field: 'audience', label: words.form.audience, secret: false, optional: true }}
          hint={words.form.audienceHint}
        />
      </Disclosure>
      <Explain />
    </div>
  )
}

/** Nothing known yet: the number of the step stands there. */
function markOf(
  { id, check }: IdentityStep,
  looking: string | true | undefined,
): { state?: MarkState } {
  if (looking === true ? id !== 'test' : looking === id) return { state: 'working' }
  if (check.state === 'ok') return { state: 'ok' }
  if (check.state === 'failed') return { state: 'failed' }
  return check.state === 'cannot-tell' ? { state: 'attention' } : {}
}
