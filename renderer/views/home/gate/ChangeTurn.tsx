/** The owner changes a turn before letting it through: the same fields its talk asks for. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { gateStrings as words } from '../../../strings/gate.ts'
import { enteredOf, handInOf, isComplete } from '../../talks/page/paste/entered.ts'
import { HandInFields } from '../../talks/page/paste/HandInFields.tsx'
import type { Asks, HandIn } from '../../talks/shapes.ts'

interface Props {
  turn: Asks & { content: HandIn }
  busy: boolean
  onDone: (content: HandIn) => void
  onCancel: () => void
}

export function ChangeTurn({ turn, busy, onDone, onCancel }: Props) {
  const [entered, setEntered] = useState(() => enteredOf(turn.content))
  return (
    <form
      aria-label={words.changeLabel}
      className="mt-3 grid max-w-prose gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onDone(handInOf(entered, turn))
      }}
    >
      <p className="text-sm text-muted">{words.changeTurnHint}</p>
      <HandInFields
        asks={turn}
        entered={entered}
        onChange={(change) => setEntered((old) => ({ ...old, ...change }))}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="solid" busy={busy} disabled={!isComplete(entered, turn)}>
          {words.letChanged}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
