/** What a change of mind rests on. */
import { talkStrings } from '../../../../strings/talks.ts'
import { noEvidence, type EnteredEvidence } from './entered.ts'
import { EntryList } from './EntryList.tsx'
import { EvidenceFields } from './EvidenceFields.tsx'

const words = talkStrings.waiting

interface Props {
  evidence: EnteredEvidence[]
  onChange: (evidence: EnteredEvidence[]) => void
}

export function EvidenceList({ evidence, onChange }: Props) {
  return (
    <EntryList
      title={words.evidence}
      hint={words.evidenceHint}
      entries={evidence}
      empty={noEvidence}
      onChange={onChange}
      labels={{ entry: words.evidenceOf, add: words.addEvidence, remove: words.removeEvidence }}
    >
      {(one, change) => <EvidenceFields evidence={one} onChange={change} />}
    </EntryList>
  )
}
