/** Everybody who waits for the owner, oldest first so that a newcomer moves no button. */
import type { Approval } from '../../main/contract.ts'
import { Section } from '../components/Section.tsx'
import type { PanelData } from '../store.ts'
import { strings } from '../strings.ts'
import type { Invoke } from '../transport.ts'
import { ApprovalCard } from './ApprovalCard.tsx'

interface Props {
  approvals: readonly Approval[]
  participants: PanelData['participants']
  invoke: Invoke
}

export function Approvals({ approvals, participants, invoke }: Props) {
  const waiting = approvals.toSorted((a, b) => a.requestedAt.localeCompare(b.requestedAt))
  return (
    <>
      <div className="sr-only" role="status" aria-live="assertive">
        {waiting.map(({ number, clientName }) => (
          <p key={number}>{strings.approvals.announce(clientName, number)}</p>
        ))}
      </div>
      {waiting.length > 0 && (
        <Section title={strings.approvals.title}>
          <ul className="space-y-12">
            {waiting.map((approval) => (
              <li key={approval.number}>
                <ApprovalCard approval={approval} participants={participants} invoke={invoke} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
