/** One client at the gate: who it is, what it may do, whom it speaks as; the owner decides. */
import { useId } from 'react'
import type { Approval } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Time } from '../../components/Time.tsx'
import type { Participants } from '../../data/shapes.ts'
import { approvalStrings as words, scopeStrings } from '../../strings/approvals.ts'
import { NumberEntry } from './NumberEntry.tsx'
import { SpeaksAs } from './SpeaksAs.tsx'
import { useDecision, type Decision } from './use-decision.ts'

interface Props {
  approval: Approval
  participants: Participants
  /** It has waited longest. */
  first: boolean
}

export function ApprovalCard({ approval, participants, first }: Props) {
  const heading = useId()
  const decision = useDecision(approval, participants)
  const { clientName } = approval
  return (
    <article className="approval" aria-labelledby={heading}>
      <header className="col-span-full">
        <h3 id={heading} className="font-serif text-3xl wrap-anywhere">
          <bdi>{clientName}</bdi>
        </h3>
        <Identity approval={approval} />
      </header>
      <Permissions approval={approval} decision={decision} />
      <form
        className="min-w-0 space-y-5"
        onSubmit={(event) => {
          event.preventDefault()
          void decision.approve()
        }}
      >
        <SpeaksAs
          participants={participants}
          suggested={approval.suggestedParticipant}
          choice={decision.choice}
          onChoice={decision.setChoice}
          newcomer={decision.newcomer}
          onNewcomer={decision.setNewcomer}
          error={decision.missing.newcomer}
        />
        <NumberEntry
          digits={approval.number.length}
          value={decision.typed}
          onChange={decision.setTyped}
          error={decision.missing.number}
          first={first}
        />
        <Acts approval={approval} decision={decision} />
        {decision.failure && <Problem problem={decision.failure} />}
      </form>
    </article>
  )
}

interface PartProps {
  approval: Approval
  decision: Decision
}

/** Where it goes back to, and what it may do once it is in. */
function Permissions({ approval, decision }: PartProps) {
  return (
    <div className="min-w-0 space-y-5">
      <dl className="facts">
        <dt>{words.returnsTo}</dt>
        <dd className="wrap-anywhere">{approval.redirectHost}</dd>
        <dt>{words.comesBy}</dt>
        <dd className="wrap-anywhere">{approval.origin}</dd>
      </dl>
      <fieldset className="space-y-1.5">
        <legend className="mb-1.5 text-muted">{words.mayDo}</legend>
        {approval.scopes.map((scope) => (
          <Checkbox
            key={scope}
            label={scopeStrings[scope] ?? scope}
            checked={!decision.withheld.has(scope)}
            onChange={(given) => decision.give(scope, given)}
          />
        ))}
        <p className="field-error" aria-live="polite">
          {decision.missing.scopes}
        </p>
      </fieldset>
      {approval.scopes.includes('messages:read') && !decision.withheld.has('messages:read') && (
        <fieldset>
          <legend className="mb-1.5 text-muted">{words.reads}</legend>
          <Checkbox
            label={words.readsWhole}
            checked={decision.readsWhole}
            onChange={decision.setReadsWhole}
          />
        </fieldset>
      )}
    </div>
  )
}

function Acts({ approval: { clientName, expiresAt }, decision }: PartProps) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        type="submit"
        kind="solid"
        busy={decision.busy}
        aria-label={words.approveName(clientName)}
      >
        {words.approve}
      </Button>
      <Button
        disabled={decision.busy}
        aria-label={words.denyName(clientName)}
        onClick={() => void decision.deny()}
      >
        {words.deny}
      </Button>
      <Button
        kind="quiet"
        disabled={decision.busy}
        aria-label={words.denyAllName(clientName)}
        onClick={() => void decision.denyOthers()}
      >
        {words.denyAll}
      </Button>
      <span className="text-sm text-muted">
        {words.expires} <Time iso={expiresAt} />
      </span>
    </div>
  )
}

/** What the bridge could find out about the client, and what it could not. */
function Identity({ approval }: { approval: Approval }) {
  if (approval.verifiedHost && approval.comesBackHere) {
    return (
      <p className="font-medium text-accent wrap-anywhere">
        {words.anyProgram(approval.verifiedHost)}
      </p>
    )
  }
  if (approval.verifiedHost) {
    return <p className="text-muted">{words.isVerified(approval.verifiedHost)}</p>
  }
  if (approval.identifiedBy === 'manual') return <p className="text-muted">{words.manual}</p>
  return (
    <p className="font-medium text-accent wrap-anywhere">
      {words.notVerified(approval.clientName)} {approval.comesBackHere && words.onThisComputer}
    </p>
  )
}
