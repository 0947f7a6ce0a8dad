/** One client at the gate: who it is, what it may do, whom it speaks as; the owner decides. */
import { useId, useState } from 'react'
import type { Approval } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { Problem } from '../../components/Problem.tsx'
import { timeOf } from '../../format.ts'
import type { Participants } from '../../data/shapes.ts'
import { strings } from '../../strings.ts'
import { useInvoke } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { NEWCOMER, SpeaksAs } from './SpeaksAs.tsx'

interface Props {
  approval: Approval
  participants: Participants
}

const words = strings.approvals

export function ApprovalCard({ approval, participants }: Props) {
  const invoke = useInvoke()
  const [choice, setChoice] = useState(approval.suggestedParticipant)
  const [newcomer, setNewcomer] = useState('')
  const { busy, failure, run } = useAction()
  const heading = useId()
  const { number } = approval
  const participant = choice === NEWCOMER ? newcomer.trim() : choice

  const approve = () => run(() => invoke('approvals.approve', { number, participant }))
  const deny = () => run(() => invoke('approvals.deny', { number }))

  return (
    <article className="approval" aria-labelledby={heading}>
      <p className="approval-number">
        <span className="sr-only">{words.numberLabel} </span>
        {number}
      </p>
      <div className="min-w-0 space-y-5">
        <div>
          <h3 id={heading} className="font-serif text-3xl wrap-anywhere">
            <bdi>{approval.clientName}</bdi>
          </h3>
          <Identity approval={approval} />
        </div>
        <dl className="facts">
          <dt>{words.returnsTo}</dt>
          <dd className="wrap-anywhere">{approval.redirectHost}</dd>
          <dt>{words.mayDo}</dt>
          <dd>{approval.scopes.map((scope) => strings.scopes[scope] ?? scope).join(', ')}</dd>
        </dl>
        <SpeaksAs
          participants={participants}
          suggested={approval.suggestedParticipant}
          choice={choice}
          onChoice={setChoice}
          newcomer={newcomer}
          onNewcomer={setNewcomer}
        />
        <div className="space-y-3">
          <p className="font-medium">{words.compare}</p>
          <div className="flex flex-wrap items-center gap-3">
            <Button
              kind="solid"
              disabled={busy || participant === ''}
              aria-label={words.approveNumber(number)}
              onClick={() => void approve()}
            >
              {words.approve}
            </Button>
            <Button
              disabled={busy}
              aria-label={words.denyNumber(number)}
              onClick={() => void deny()}
            >
              {words.deny}
            </Button>
            <span className="text-sm text-muted">{words.expires(timeOf(approval.expiresAt))}</span>
          </div>
          {failure && <Problem problem={failure} />}
        </div>
      </div>
    </article>
  )
}

/** What the bridge could find out about the client, and what it could not. */
function Identity({ approval }: { approval: Approval }) {
  if (approval.verifiedHost) {
    return <p className="text-muted">{words.isVerified(approval.verifiedHost)}</p>
  }
  if (approval.identifiedBy === 'manual') return <p className="text-muted">{words.manual}</p>
  return (
    <p className="font-medium text-accent wrap-anywhere">
      {words.notVerified(approval.clientName)}
    </p>
  )
}
