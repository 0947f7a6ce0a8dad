/** On Home beside what else waits for the owner: the answers of those that may not write, to be pasted. */
import { Section } from '../../components/Section.tsx'
import { useLoaded } from '../../data/hooks.ts'
import { laneStrings as words } from '../../strings/lanes.ts'
import { DueList } from '../conversation/lanes/DueList.tsx'

export function Due() {
  const { value: lanes = [] } = useLoaded('lanes.list', {})
  if (lanes.length === 0) return null
  return (
    <div className="begin-talk">
      <Section title={words.title}>
        <DueList lanes={lanes} />
      </Section>
    </div>
  )
}
