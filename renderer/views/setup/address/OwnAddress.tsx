/** An address that the owner leads to the bridge by other means. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { addressStrings } from '../../../strings/setup.ts'
import type { Tunnel } from '../chapters.ts'
import { ChangeOutcome } from './ChangeOutcome.tsx'
import { judgeUrl } from './judge-address.ts'
import { useChange } from './use-change.ts'

const words = addressStrings.own

export function OwnAddress({ tunnel, local }: { tunnel: Tunnel; local: string }) {
  const invoke = useInvoke()
  const change = useChange(tunnel)
  const current = tunnel.mode === 'own-url' ? (tunnel.publicUrl ?? '') : ''
  const [text, setText] = useState<string>()
  const url = text ?? current
  const error = judgeUrl(url)
  const ready = url.trim() !== '' && url.trim() !== current && error === undefined
  const use = (): void =>
    change.change(() => invoke('tunnel.choose', { mode: 'own-url', url: url.trim() }))
  return (
    <form
      className="max-w-xl space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) use()
      }}
    >
      <TextField
        label={words.url}
        hint={words.hint(new URL(local).origin)}
        error={error}
        value={url}
        onChange={setText}
        placeholder="https://bridge.example.com"
        mono
        autoComplete="off"
        inputMode="url"
      />
      <Button type="submit" kind="solid" busy={change.busy} disabled={!ready}>
        {addressStrings.use['own-url']}
      </Button>
      <ChangeOutcome change={change} />
    </form>
  )
}
