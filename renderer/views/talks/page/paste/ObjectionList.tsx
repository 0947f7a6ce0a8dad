/** Objections to fill in, each with its claim and something that can be checked. */
import { TextField } from '../../../../components/TextField.tsx'
import { talkStrings } from '../../../../strings/talks.ts'
import { noObjection, type EnteredObjection } from './entered.ts'
import { EvidenceFields } from './EvidenceFields.tsx'
import { EntryList } from './EntryList.tsx'

const words = talkStrings.waiting

interface Props {
  objections: EnteredObjection[]
  onChange: (objections: EnteredObjection[]) => void
}

export function ObjectionList({ objections, onChange }: Props) {
  return (
    <EntryList
      title={words.objections}
      hint={words.objectionsHint}
      entries={objections}
      empty={noObjection}
      onChange={onChange}
      labels={{
        entry: words.objection,
        add: words.addObjection,
        remove: words.removeObjection,
      }}
    >
      {(objection, change) => (
        <>
          <TextField
            label={words.claim}
            dir="auto"
            value={objection.claim}
            onChange={(claim) => change({ claim })}
          />
          <EvidenceFields evidence={objection} onChange={change} />
          <TextField
            label={words.optional(words.about)}
            hint={words.aboutHint}
            maxLength={40}
            value={objection.about}
            onChange={(about) => change({ about })}
          />
        </>
      )}
    </EntryList>
  )
}
