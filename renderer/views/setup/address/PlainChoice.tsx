/** The kinds of address that need nothing entered: a quick one, and none. */
import { awaitsProgram } from '../../../../main/contract/awaits-program.ts'
import { Button } from '../../../components/Button.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { addressStrings as words } from '../../../strings/setup.ts'
import type { Tunnel } from '../chapters.ts'
import { ChangeOutcome } from './ChangeOutcome.tsx'
import { useChange } from './use-change.ts'

interface Props {
  mode: 'quick' | 'off'
  tunnel: Tunnel
}

export function PlainChoice({ mode, tunnel }: Props) {
  const invoke = useInvoke()
  const change = useChange(tunnel)
  // What it needs is offered below.
  if (tunnel.mode === mode && awaitsProgram(tunnel)) return null
  if (tunnel.mode === mode) {
    return <p className="text-muted">{mode === 'quick' ? words.quickHere : words.offHere}</p>
  }
  return (
    <div className="space-y-4">
      <Button
        kind={mode === 'off' ? 'outline' : 'solid'}
        busy={change.busy}
        onClick={() => change.change(() => invoke('tunnel.choose', { mode }))}
      >
        {words.use[mode]}
      </Button>
      <ChangeOutcome change={change} />
    </div>
  )
}
