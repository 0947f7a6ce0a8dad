/** The public address: which kind, how it stands, and the program that carries it. */
import { useState } from 'react'
import { awaitsProgram } from '../../../../main/contract/awaits-program.ts'
import { Badge } from '../../../components/Badge.tsx'
import { RadioCards } from '../../../components/RadioCards.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { addressStrings as words } from '../../../strings/setup.ts'
import type { Tunnel } from '../chapters.ts'
import { AddressState } from './AddressState.tsx'
import { NamedAddress } from './NamedAddress.tsx'
import { OwnAddress } from './OwnAddress.tsx'
import { PlainChoice } from './PlainChoice.tsx'

const modes = ['quick', 'named', 'own-url', 'off'] as const satisfies Tunnel['mode'][]

export function AddressChapter() {
  const { value: status } = useLoaded('status.get', {})
  const [looked, setLooked] = useState<Tunnel['mode']>()
  if (!status) return null
  const { tunnel } = status
  const mode = looked ?? tunnel.mode
  return (
    <div className="space-y-10">
      <RadioCards
        label={words.choose}
        hiddenLabel
        value={mode}
        onChange={setLooked}
        options={modes.map((value) => ({
          value,
          ...words.modes[value],
          badge:
            value === tunnel.mode && !awaitsProgram(tunnel) ? (
              <Badge>{words.inUse}</Badge>
            ) : value === 'quick' ? (
              <Badge>{words.recommended}</Badge>
            ) : null,
        }))}
      />
      {mode === 'named' && <NamedAddress tunnel={tunnel} />}
      {mode === 'own-url' && <OwnAddress tunnel={tunnel} local={status.localMcpUrl} />}
      {(mode === 'quick' || mode === 'off') && <PlainChoice mode={mode} tunnel={tunnel} />}
      {tunnel.mode !== 'off' && <AddressState tunnel={tunnel} mcpUrl={status.mcpUrl} />}
    </div>
  )
}
