/** Everybody who waits for the owner, oldest first so that a newcomer moves no button. */
import { Section } from '../../components/Section.tsx'
import { useLink, useLoaded } from '../../data/hooks.ts'
import { strings } from '../../strings.ts'
import { ApprovalCard } from './ApprovalCard.tsx'

/** Nothing while nobody waits, or while the bridge could not take a decision. */
export function Approvals() {
  const { value: approvals = [] } = useLoaded('approvals.list', {})
  const { value: participants = [] } = useLoaded('participants.list', {})
  if (useLink() === 'stopped' || approvals.length === 0) return null
  const waiting = approvals.toSorted((a, b) => a.requestedAt.localeCompare(b.requestedAt))
  return (
    <Section title={strings.approvals.title}>
      <ul className="space-y-12">
        {waiting.map((approval) => (
          <li key={approval.number}>
            <ApprovalCard approval={approval} participants={participants} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
