/** Raises and lowers the bridge, or guards it: then what models send waits for the owner. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { PositionMark } from '../../components/PositionMark.tsx'
import { Problem } from '../../components/Problem.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { positions, type Stand } from '../../position.ts'
import { homeStrings } from '../../strings/home.ts'

const words = homeStrings.lever

interface Props {
  /** Undefined while the bridge is out of sight: nothing can be moved then. */
  position: Stand | undefined
}

export function Lever({ position }: Props) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const move = (to: unknown): void => {
    const chosen = positions.find((one) => one === to)
    if (chosen) void run(() => place(chosen))
  }
  /** Guarded before it is lowered, so that nothing slips through in between. */
  async function place(to: Stand): Promise<void> {
    if (to === 'raised') return void (await invoke('bridge.move', { position: to }))
    if ((to === 'guarded') !== (position === 'guarded')) {
      await invoke('held.guard', { on: to === 'guarded' })
    }
    await invoke('bridge.move', { position: 'lowered' })
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
