/**
 * Who waits at the gate, over any view: it comes up from the edge, is read out, and takes the focus
 * unless the owner is typing or choosing something. Put aside, it stays as one line.
 */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { Approval } from '../../main/contract.ts'
import { Button } from '../components/Button.tsx'
import { IconButton } from '../components/IconButton.tsx'
import { LiveRegion } from '../components/LiveRegion.tsx'
import { useLoaded } from '../data/hooks.ts'
import { strings } from '../strings.ts'
import { ApprovalCard } from '../views/approvals/ApprovalCard.tsx'

interface Props {
  approvals: readonly Approval[]
  /** The view shows them itself; here they are only read out. */
  quiet: boolean
}

const words = strings.approvals

export function Gate({ approvals, quiet }: Props) {
  const [aside, setAside] = useState<readonly string[]>([])
  const { value: participants = [] } = useLoaded('participants.list', {})
  // Oldest first, so that a newcomer moves no button.
  const waiting = approvals.toSorted((a, b) => a.requestedAt.localeCompare(b.requestedAt))
  const [first, ...others] = waiting.filter(({ number }) => !aside.includes(number))
  return (
    <>
      <LiveRegion urgent>
        {waiting.map(({ number, clientName }) => (
          <p key={number}>{words.announce(clientName)}</p>
        ))}
      </LiveRegion>
      {!quiet && waiting.length > 0 && (
        <section aria-label={words.title} className="gate-sheet" data-aside={!first}>
          {first ? (
            <>
              <IconButton
                icon={ChevronDown}
                label={words.later}
                className="absolute top-3 right-3"
                onClick={() => setAside(waiting.map(({ number }) => number))}
              />
              <ApprovalCard key={first.number} approval={first} participants={participants} first />
              {others.length > 0 && (
                <p className="mt-4 text-sm text-muted">{words.more(others.length)}</p>
              )}
            </>
          ) : (
            <Button kind="quiet" onClick={() => setAside([])}>
              {words.waiting(waiting.length)}
            </Button>
          )}
        </section>
      )}
    </>
  )
}
