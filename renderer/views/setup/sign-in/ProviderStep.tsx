/** One step at the provider: why, what to open, to do, to copy, to bring back, and what a look has found. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { CopyField } from '../../../components/CopyField.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Time } from '../../../components/Time.tsx'
import { signInStrings } from '../../../strings/sign-in.ts'
import { OpenLink } from '../OpenLink.tsx'
import { KeepValues } from './KeepValues.tsx'
import { ProviderField } from './ProviderField.tsx'
import type { Provider } from './use-provider.ts'
import type { IdentityStep } from './identity-step.ts'

const words = signInStrings.steps

interface Props {
  step: IdentityStep
  provider: Provider
  /** It is this one's turn, or it failed: shown in full. The others are one click away. */
  due: boolean
}

export function ProviderStep({ step, provider, due }: Props) {
  const [open, setOpen] = useState(due)
  // Once it was shown it stays: nothing closes under the hands of who works in it.
  if (due && !open) setOpen(true)
  return (
    <>
      <p className="max-w-prose text-muted">{step.why}</p>
      {!due && step.check.at !== null && !open && <Finding check={step.check} />}
      {open ? (
        <Whole step={step} provider={provider} />
      ) : (
        <Button kind="quiet" aria-label={words.showName(step.title)} onClick={() => setOpen(true)}>
          {words.show}
        </Button>
      )}
    </>
  )
}

function Whole({ step, provider }: Omit<Props, 'due'>) {
  const { id, title, open, copy, enter, expect } = step
  const [first, ...more] = copy
  return (
    <>
      {open && <OpenLink {...open} />}
      <Actions lines={step.do} />
      {first && <CopyField {...first} />}
      {more.length > 0 && (
        <Disclosure label={words.oneByOne}>
          <div className="space-y-3">
            {more.map(({ label, value }) => (
              <CopyField key={value} label={label} value={value} />
            ))}
          </div>
        </Disclosure>
      )}
      {enter.length > 0 && (
        <div className="max-w-xl space-y-3">
          {enter.map((entry) => (
            <ProviderField key={entry.field} provider={provider} entry={entry} />
          ))}
          <KeepValues provider={provider} />
        </div>
      )}
      {expect && (
        <p className="max-w-prose text-sm">
          <span className="text-muted">{words.expect}</span> {expect}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <Button
          aria-label={words.checkName(title)}
          busy={provider.looking === id}
          onClick={() => void provider.check(id)}
        >
          {words.check}
        </Button>
        <Finding check={step.check} />
      </div>
      {step.check.problem && <Problem problem={step.check.problem} />}
    </>
  )
}

export function Actions({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="max-w-prose list-disc space-y-1 pl-5">
      {lines.map((line) => (
        <li key={line} className="wrap-anywhere">
          {line}
        </li>
      ))}
    </ul>
  )
}

/** What was found, in the words of the bridge; that it cannot be known is said as plainly. */
function Finding({ check }: { check: IdentityStep['check'] }) {
  return (
    <p className="min-w-0 text-sm wrap-anywhere text-muted" role="status">
      {check.state === 'cannot-tell' && `${words.cannotTell} `}
      {check.detail}
      {check.at !== null && (
        <>
          {' '}
          · {words.checked} <Time iso={check.at} />
        </>
      )}
    </p>
  )
}
