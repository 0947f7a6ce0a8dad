/** Which way of proving to be the owner is in use, and the switch between here and there. */
import { useState } from 'react'
import { Button, ButtonLink } from '../../../components/Button.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Section } from '../../../components/Section.tsx'
import { Switch } from '../../../components/Switch.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { hrefTo } from '../../../navigation.ts'
import { keysStrings } from '../../../strings/keys.ts'
import type { Identity } from '../../setup/chapters.ts'

const words = keysStrings.signIn

export function ProviderNow({ identity }: { identity: Identity }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [forgetting, setForgetting] = useState(false)
  const { provider, saved, issuer, clientId, hasSecret, audience, owner } = identity
  const there = provider !== 'owner-approval'
  const name = savedName(identity)
  return (
    <Section title={words.title}>
      <div className="max-w-2xl space-y-6">
        <p>
          {there ? words.there(identity.name) : words.here}{' '}
          {!there && saved !== null && words.saved(name)}
        </p>
        {saved !== null && (
          <>
            <Switch
              label={words.signInAt(name)}
              hint={owner ? words.onHint : words.unboundHint}
              checked={there}
              disabled={busy || owner === null}
              onChange={(on) => void run(() => invoke(on ? 'identity.on' : 'identity.off', {}))}
            />
            <dl className="facts">
              <Fact name={words.facts.issuer} value={issuer ?? words.facts.none} />
              <Fact name={words.facts.clientId} value={clientId || words.facts.secretMissing} />
              <Fact
                name={words.facts.secret}
                value={hasSecret ? words.facts.secretKept : words.facts.secretMissing}
              />
              {audience !== null && <Fact name={words.facts.audience} value={audience} />}
            </dl>
          </>
        )}
        {failure && <Problem problem={failure} />}
        <div className="flex flex-wrap items-center gap-5">
          <ButtonLink href={hrefTo('setup', 'sign-in', ...(saved === null ? [] : [saved]))}>
            {words.change}
          </ButtonLink>
          {saved !== null && (
            <Button kind="quiet" onClick={() => setForgetting(true)}>
              {words.forget}
            </Button>
          )}
        </div>
      </div>
      <ConfirmDialog
        open={forgetting}
        onClose={() => setForgetting(false)}
        title={words.forgetTitle}
        description={words.forgetMessage}
        confirm={words.forgetConfirm}
        onConfirm={() => invoke('identity.off', { forget: true })}
      />
    </Section>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="wrap-anywhere">{value}</dd>
    </>
  )
}

/** What was saved, by name; in use or not. */
const savedName = ({ saved, issuer }: Identity): string =>
  saved === 'auth0' ? 'Auth0' : (URL.parse(issuer ?? '')?.host ?? '')
