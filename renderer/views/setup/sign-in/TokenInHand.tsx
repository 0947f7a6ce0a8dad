/** The one-time management token: where to get it, pasting it, what it may do, forgetting it. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { SecretField } from '../../../components/SecretField.tsx'
import { Time } from '../../../components/Time.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { signInStrings } from '../../../strings/sign-in.ts'
import type { Identity } from '../chapters.ts'
import { OpenLink } from '../OpenLink.tsx'

const words = signInStrings.doIt
const explorer = 'https://manage.auth0.com/#/apis/management/explorer'

export function TokenInHand({ token }: { token: Identity['token'] }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [text, setText] = useState('')
  const pasted = text.trim()
  const wrong = pasted !== '' && !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(pasted)
  const take = async (): Promise<void> => {
    if (await run(() => invoke('identity.token', { token: pasted }))) setText('')
  }
  if (token) {
    return (
      <div className="space-y-3">
        <p className="wrap-anywhere">{words.inHand(token.domain)}</p>
        <p className="text-sm text-muted">
          {words.expires} <Time iso={token.expiresAt} />.
        </p>
        <p className="text-sm wrap-anywhere text-muted">
          {words.rights}: {token.scopes.join(', ')}
        </p>
        <Button
          kind="quiet"
          busy={busy}
          onClick={() => void run(() => invoke('identity.forget-token', {}))}
        >
          {words.forget}
        </Button>
        {failure && <Problem problem={failure} />}
      </div>
    )
  }
  return (
    <div className="max-w-xl space-y-4">
      <OpenLink label={words.open} url={explorer} />
      <p className="text-sm text-muted">{words.openHint}</p>
      <SecretField
        label={words.token}
        hint={words.tokenHint}
        error={wrong ? words.wrong : undefined}
        value={text}
        onChange={setText}
      />
      <Button busy={busy} disabled={pasted === '' || wrong} onClick={() => void take()}>
        {words.take}
      </Button>
      {failure && <Problem problem={failure} />}
    </div>
  )
}
