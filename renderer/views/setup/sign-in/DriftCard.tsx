/** The public address is not the one the provider has: the line to paste, and where. */
import { Button } from '../../../components/Button.tsx'
import { CopyField } from '../../../components/CopyField.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { signInStrings } from '../../../strings/sign-in.ts'
import type { Identity } from '../chapters.ts'
import { OpenLink } from '../OpenLink.tsx'

const words = signInStrings.drift

export function DriftCard({ drift }: { drift: NonNullable<Identity['drift']> }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  return (
    <section aria-label={words.title} className="space-y-4 border-l-2 border-accent pl-5">
      <div>
        <p className="font-serif text-xl">{words.title}</p>
        <p className="max-w-prose text-muted">{words.message}</p>
      </div>
      <CopyField label={words.add} value={drift.line} />
      {drift.replaces !== null && <CopyField label={words.replaces} value={drift.replaces} />}
      {drift.link !== null && <OpenLink label={words.open} url={drift.link} />}
      <Button busy={busy} onClick={() => void run(() => invoke('identity.confirm-callback', {}))}>
        {words.done}
      </Button>
      {failure && <Problem problem={failure} />}
    </section>
  )
}
