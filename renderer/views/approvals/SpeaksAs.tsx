/** Choosing whom a client speaks as: somebody here, or somebody new. */
import { useId } from 'react'
import { nameOf } from '../../participants.ts'
import type { Participants } from '../../data/shapes.ts'
import { strings } from '../../strings.ts'

/** Not a possible id, so it cannot clash with one. */
export const NEWCOMER = '+'

interface Props {
  participants: Participants
  suggested: string
  choice: string
  onChoice: (choice: string) => void
  newcomer: string
  onNewcomer: (id: string) => void
}

export function SpeaksAs({
  participants,
  suggested,
  choice,
  onChoice,
  newcomer,
  onNewcomer,
}: Props) {
  const id = useId()
  const words = strings.approvals
  const others = participants.filter((other) => other.id !== suggested && other.id !== 'owner')
  return (
    <div className="flex flex-wrap items-end gap-4">
      <label className="field">
        <span>{words.speaksAs}</span>
        <select value={choice} onChange={(event) => onChoice(event.target.value)}>
          <option value={suggested}>{nameOf(suggested, participants)}</option>
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {other.name}
            </option>
          ))}
          <option value={NEWCOMER}>{words.someoneNew}</option>
        </select>
      </label>
      {choice === NEWCOMER && (
        <label className="field">
          <span>{words.newName}</span>
          <input
            value={newcomer}
            maxLength={32}
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby={id}
            onChange={(event) => onNewcomer(event.target.value)}
          />
          <small id={id}>{words.newNameHint}</small>
        </label>
      )}
    </div>
  )
}
