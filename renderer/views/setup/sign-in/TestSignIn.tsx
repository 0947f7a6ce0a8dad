/** Signs in once to test it: the link, the wait, the outcome; who signs in first becomes the owner. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Select } from '../../../components/Select.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { signInStrings } from '../../../strings/sign-in.ts'
import type { Identity } from '../chapters.ts'
import { OpenLink } from '../OpenLink.tsx'
import { AttemptOutcome } from './AttemptOutcome.tsx'
import type { IdentityStep } from './identity-step.ts'
import { Actions } from './ProviderStep.tsx'
import type { Provider } from './use-provider.ts'

const words = signInStrings.test

interface Props {
  identity: Identity
  provider: Provider
  step: IdentityStep
}

export function TestSignIn({ identity, provider, step }: Props) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [callback, setCallback] = useState<'auto' | 'public' | 'loopback'>('auto')
  const [begun, setBegun] = useState<{ url: string; attempt: string }>()
  const { owner, saved } = identity
  const ready = saved === provider.kind && !provider.dirty && provider.missing.length === 0
  const attempt = identity.attempts.find(({ id }) => id === begun?.attempt)
  const kinds = [...new Set(identity.callbacks.map(({ kind }) => kind))]

  const begin = (): Promise<boolean> =>
    run(async () => {
      const by = callback === 'auto' ? {} : { callback }
      setBegun(await invoke('identity.test', { ...by, bind: owner === null }))
    })
  return (
    <>
      <p className="max-w-prose text-muted">{step.why}</p>
      <Actions lines={step.do.slice(1)} />
      <div className="flex flex-wrap items-end gap-4">
        <Button
          kind={owner ? 'outline' : 'solid'}
          busy={busy}
          disabled={!ready}
          onClick={() => void begin()}
        >
          {owner ? words.again : words.begin}
        </Button>
        {kinds.length > 1 && (
          <Select
            label={words.by}
            value={callback}
            onChange={setCallback}
            options={(['auto', ...kinds] as const).map((value) => ({
              value,
              label: words.ways[value],
            }))}
          />
        )}
      </div>
      {!ready && provider.missing.length + Number(provider.dirty) > 0 && (
        <p className="text-sm text-muted">{provider.dirty ? signInStrings.form.open : null}</p>
      )}
      {failure && <Problem problem={failure} />}
      {begun && (attempt === undefined || attempt.state === 'waiting') && (
        <div className="space-y-2">
          <OpenLink kind="solid" label={words.link} url={begun.url} />
          <p className="text-sm text-muted">{words.once}</p>
          <p className="text-sm text-muted">{words.stuck}</p>
        </div>
      )}
      {attempt && <AttemptOutcome attempt={attempt} />}
      {owner && saved === provider.kind && <Bound identity={identity} />}
    </>
  )
}

/** Who is the owner, and whether sign-ins go there. */
function Bound({ identity }: { identity: Identity }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const { owner, provider, saved, name } = identity
  const there = provider !== 'owner-approval'
  if (!owner) return null
  return (
    <div className="space-y-3">
      <p className="flex items-start gap-3">
        <span className="mt-1 flex">
          <StatusMark state="ok" />
        </span>
        <span className="min-w-0 wrap-anywhere">
          {words.bound(owner.name ?? owner.subject)} {words.others}{' '}
          {there ? words.on(name) : words.off}
        </span>
      </p>
      {!there && saved && (
        <Button kind="solid" busy={busy} onClick={() => void run(() => invoke('identity.on', {}))}>
          {words.turnOn(
            saved === 'auth0' ? 'Auth0' : (URL.parse(identity.issuer ?? '')?.host ?? ''),
          )}
        </Button>
      )}
      {failure && <Problem problem={failure} />}
    </div>
  )
}
