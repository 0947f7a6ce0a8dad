/** Whom a message goes to: everybody who may get it, each to be left out by one press. */
import { Check, Plus } from 'lucide-react'
import { Letter } from '../../../components/Letter.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { conversationStrings } from '../../../strings/conversation.ts'

const words = conversationStrings.composer

interface Props {
  others: Participants
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

export function Recipients({ others, chosen, onChange }: Props) {
  const toggle = (id: string): void =>
    onChange(others.map((one) => one.id).filter((one) => chosen.includes(one) !== (one === id)))
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-1">
      <legend className="sr-only">{words.to}</legend>
      <span aria-hidden="true" className="mr-1 text-sm text-muted">
        {words.to}
      </span>
      {others.map(({ id, name }) => {
        const addressed = chosen.includes(id)
        const Mark = addressed ? Check : Plus
        return (
          <button
            key={id}
            type="button"
            className="recipient"
            aria-pressed={addressed}
            onClick={() => toggle(id)}
          >
            <Letter id={id} small />
            {name}
            <Mark aria-hidden="true" size={14} strokeWidth={1.75} />
          </button>
        )
      })}
    </fieldset>
  )
}
