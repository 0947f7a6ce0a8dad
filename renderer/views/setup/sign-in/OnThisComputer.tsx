/** The default: nothing to do, and how it will go. From elsewhere, the way back to it. */
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Steps } from '../../../components/Steps.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { signInStrings } from '../../../strings/sign-in.ts'
import type { Identity } from '../chapters.ts'

const words = signInStrings.here

export function OnThisComputer({ identity }: { identity: Identity }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const elsewhere = identity.provider !== 'owner-approval'
  return (
    <div className="space-y-6">
      {elsewhere ? (
        <div className="space-y-3">
          <p className="max-w-prose">{words.backHint(identity.name)}</p>
          <Button
            kind="solid"
            busy={busy}
            onClick={() => void run(() => invoke('identity.off', {}))}
          >
            {words.back}
          </Button>
          {failure && <Problem problem={failure} />}
        </div>
      ) : (
        <p className="font-medium">{words.ready}</p>
      )}
      <Steps steps={words.how.map((title) => ({ id: title, title }))} />
    </div>
  )
}
