/** Choosing whom a client speaks as: somebody here, or somebody new. */
import { Select } from '../../components/Select.tsx'
import { TextField } from '../../components/TextField.tsx'
import type { Participants } from '../../data/shapes.ts'
import { nameOf } from '../../participants.ts'
import { approvalStrings as words } from '../../strings/approvals.ts'
import { NEWCOMER } from './use-decision.ts'

interface Props {
  participants: Participants
  suggested: string
  choice: string
  onChoice: (choice: string) => void
  newcomer: string
  onNewcomer: (id: string) => void
  /** What is wrong with the name of the newcomer. */
  error: string | undefined
  /** Where a heading above says it already. */
  hiddenLabel?: boolean
}

export function SpeaksAs(props: Props) {
  const {
    participants,
    suggested,
    choice,
    onChoice,
    newcomer,
    onNewcomer,
    error,
    hiddenLabel = false,
  } = props
  const others = participants.filter((other) => other.id !== suggested && other.id !== 'owner')
  return (
    <div className="flex flex-wrap items-start gap-4">
      <Select
        label={words.speaksAs}
        hiddenLabel={hiddenLabel}
        value={choice}
        onChange={onChoice}
        options={[
          { value: suggested, label: nameOf(suggested, participants) },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
          { value: NEWCOMER, label: words.someoneNew },
        ]}
      />
      {choice === NEWCOMER && (
        <TextField
          label={words.newName}
          hint={words.newNameHint}
          error={error}
          value={newcomer}
          onChange={onNewcomer}
          maxLength={32}
          mono
        />
      )}
    </div>
  )
}
