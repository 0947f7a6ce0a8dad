/**
 * What the recipients did with a message, in one line; who did it when is one press away. A message to
 * the owner can be acknowledged here.
 */
import { Check, CheckCheck, CircleCheck } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { SeenBy } from '../../../components/SeenBy.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { useAction } from '../../../data/use-action.ts'
import { timeOf } from '../../../format.ts'
import { nameOf } from '../../../participants.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { ledgerStrings } from '../../../strings/ledger.ts'
import { reactionOf, reactionsOf } from './receipts.ts'
import type { ThreadMessage } from './thread-pages.ts'

const words = conversationStrings.receipts
const icons = { delivered: Check, read: CheckCheck, acknowledged: CircleCheck }

interface Props {
  /** Its id. */
  message: string
  receipts: ThreadMessage['receipts']
  participants: Participants
  onAcknowledge: () => Promise<unknown>
}

export function Receipts({ message, receipts, participants, onAcknowledge }: Props) {
  const [open, setOpen] = useState(false)
  const { busy, failure, run } = useAction()
  const id = useId()
  const mine = receipts.find(({ participant }) => participant === 'owner')
  if (receipts.length === 0) return null
  return (
    <footer className="mt-1 text-sm text-muted">
      <div className="flex flex-wrap items-center gap-x-4">
        <button
          type="button"
          className="receipts"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          {reactionsOf(receipts).map(({ reaction, participants: who }) => {
            const Icon = icons[reaction]
            return (
              <span key={reaction} className="inline-flex items-center gap-1">
                <Icon aria-hidden="true" size={14} strokeWidth={1.75} />
                {words[reaction](who.map((one) => nameOf(one, participants)))}
              </span>
            )
          })}
        </button>
        {mine?.acknowledgedAt === null && (
          <Button kind="quiet" busy={busy} onClick={() => void run(onAcknowledge)}>
            {words.acknowledge}
          </Button>
        )}
      </div>
      {open && (
        <ul id={id} className="mt-1 space-y-1">
          {receipts.map((receipt) => (
            <li key={receipt.participant} className="flex items-start gap-2">
              <Letter id={receipt.participant} small />
              <span>{whenOf(receipt, nameOf(receipt.participant, participants))}</span>
            </li>
          ))}
          <li className="pt-2">
            <p className="mb-1">{ledgerStrings.ofMessage}</p>
            <SeenBy question={{ message }} none={ledgerStrings.noneOfFile} />
          </li>
        </ul>
      )}
      {failure && <Problem problem={failure} />}
    </footer>
  )
}

/** "ChatGPT: read …, acknowledged …". */
function whenOf(receipt: ThreadMessage['receipts'][number], name: string): string {
  const { readAt, acknowledgedAt } = receipt
  if (reactionOf(receipt) === 'delivered') return words.waits(name)
  return words.when(
    name,
    readAt === null ? null : timeOf(readAt),
    acknowledgedAt === null ? null : timeOf(acknowledgedAt),
  )
}
