/** A name in the owner's own domain at Cloudflare: the permanent address. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { SecretField } from '../../../components/SecretField.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { addressStrings } from '../../../strings/setup.ts'
import type { Tunnel } from '../chapters.ts'
import { OpenLink } from '../OpenLink.tsx'
import { ChangeOutcome } from './ChangeOutcome.tsx'
import { GiveUpName } from './GiveUpName.tsx'
import { judgeHostname, judgeToken } from './judge-address.ts'
import { useChange } from './use-change.ts'

const words = addressStrings.named
const tokenPage = 'https://dash.cloudflare.com/profile/api-tokens'

export function NamedAddress({ tunnel }: { tunnel: Tunnel }) {
  const invoke = useInvoke()
  const change = useChange(tunnel)
  const [hostname, setHostname] = useState('')
  const [token, setToken] = useState('')
  if (tunnel.mode === 'named') {
    return (
      <div className="space-y-3">
        <p className="wrap-anywhere">{words.inUse(tunnel.hostname ?? '')}</p>
        <GiveUpName />
      </div>
    )
  }
  const errors = { hostname: judgeHostname(hostname), token: judgeToken(token) }
  const ready = hostname.trim() !== '' && token.trim() !== '' && !errors.hostname && !errors.token
  const setUp = async (): Promise<void> => {
    await invoke('tunnel.setup', { hostname: hostname.trim(), token: token.trim() })
    setToken('')
  }
  return (
    <form
      className="max-w-xl space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) change.change(setUp)
      }}
    >
      <TextField
        label={words.hostname}
        hint={words.hostnameHint}
        error={errors.hostname}
        value={hostname}
        onChange={setHostname}
        placeholder="bridge.example.com"
        mono
        autoComplete="off"
      />
      <SecretField
        label={words.token}
        hint={words.tokenHint}
        error={errors.token}
        value={token}
        onChange={setToken}
      />
      <div className="text-sm text-muted">
        <p>{words.rights}</p>
        <ul className="list-disc pl-5">
          {words.rightsList.map((right) => (
            <li key={right}>{right}</li>
          ))}
        </ul>
      </div>
      <OpenLink label={words.open} url={tokenPage} />
      <Button type="submit" kind="solid" busy={change.busy} disabled={!ready}>
        {words.action}
      </Button>
      <ChangeOutcome change={change} />
    </form>
  )
}
