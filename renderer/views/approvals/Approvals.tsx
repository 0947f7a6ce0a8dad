/** Everybody who waits for the owner, oldest first so that a newcomer moves no button. */
import { Section } from '../../components/Section.tsx'
import { useLink, useLoaded } from '../../data/hooks.ts'
import { useNow } from '../../data/use-now.ts'
import { strings } from '../../strings.ts'
import { AdmitOne } from './AdmitOne.tsx'
import { ApprovalCard } from './ApprovalCard.tsx'

/** Nothing while nobody waits or is shut out, or while the bridge could not take a decision. */
export function Approvals() {
  const { value: approvals = [] } = useLoaded('approvals.list', {})
  const { value: participants = [] } = useLoaded('participants.list', {})
  const { value: shut } = useLoaded('approvals.shut', {})
  const now = useNow()
  const until = shut?.until && Date.parse(shut.until) > now ? shut.until : undefined
  if (useLink() === 'stopped' || (approvals.length === 0 && until === undefined)) return null
  const waiting = approvals.toSorted((a, b) => a.requestedAt.localeCompare(b.requestedAt))
  return (
    <Section title={strings.approvals.title}>
      <div className="space-y-12">
        {until !== undefined && <AdmitOne until={until} />}
        {waiting.length > 0 && (
          <ul className="space-y-12">
            {waiting.map((approval, i) => (
              <li key={approval.number}>
                <ApprovalCard approval={approval} participants={participants} first={i === 0} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}
