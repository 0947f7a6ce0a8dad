/** Chooses who takes part in the test; who is not connected could not answer. */
import { Checkbox } from '../../../components/Checkbox.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { testStrings as words } from '../../../strings/setup.ts'

interface Props {
  participants: Participants
  present: readonly string[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

export function Travellers({ participants, present, chosen, onChange }: Props) {
  const others = participants.filter(({ id }) => id !== 'owner')
  return (
    <fieldset className="space-y-3">
      <legend className="mb-3">
        {words.who}
        <span className="block text-sm text-muted">
          {present.length === 0 ? words.nobody : words.whoHint}
        </span>
      </legend>
      {others.map(({ id, name }) => {
        const here = present.includes(id)
        return (
          <Checkbox
            key={id}
            label={name}
            hint={here ? undefined : words.notConnected}
            disabled={!here}
            checked={chosen.includes(id)}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        )
      })}
    </fieldset>
  )
}
