/** Raises and lowers the bridge. A third position (guarded) is one more entry of `positions`. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { Status } from '../../../main/contract.ts'
import { PositionMark } from '../../components/PositionMark.tsx'
import { Problem } from '../../components/Problem.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { homeStrings } from '../../strings/home.ts'

const positions = ['lowered', 'raised'] as const satisfies Status['position'][]
const words = homeStrings.lever

interface Props {
  /** Undefined while the bridge is out of sight: nothing can be moved then. */
  position: Status['position'] | undefined
}

export function Lever({ position }: Props) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const move = (to: unknown): void => {
    const chosen = positions.find((one) => one === to)
    if (chosen) void run(() => invoke('bridge.move', { position: chosen }))
  }
  return (
    <div className="grid justify-items-center gap-3">
      <RadioGroup
        aria-label={words.label}
        className="lever"
        disabled={!position || busy}
        value={position ?? ''}
        onValueChange={move}
      >
        {positions.map((one) => (
          <Radio.Root key={one} value={one} className="lever-position" aria-label={words[one].name}>
            <PositionMark position={one} />
            {words[one].name}
          </Radio.Root>
        ))}
      </RadioGroup>
      {position && <p className="text-sm text-muted">{words[position].detail}</p>}
      {failure && <Problem problem={failure} />}
    </div>
  )
}
