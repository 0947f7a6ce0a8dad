/** One thing that waits: what it is, why it waits, what is in it, and the owner's ways. */
import { useState, type KeyboardEvent } from 'react'
import type { MethodParams, MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { nameOf } from '../../../participants.ts'
import { gateStrings as words } from '../../../strings/gate.ts'
import { ChangeTurn } from './ChangeTurn.tsx'
import { HeldText } from './HeldText.tsx'
import { isTyping } from './is-typing.ts'
import { Words } from './Words.tsx'

type Asking = 'change' | 'hide' | 'return'
type Item = MethodResult<'held.list'>[number]
type How = Omit<MethodParams<'held.release'>, 'id'>

export function HeldItem({ item }: { item: Item }) {
  const { id, kind, from, to, found, because } = item
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const { value: whole } = useLoaded('held.get', { id })
  const [asking, setAsking] = useState<Asking>()
  const { value: participants = [] } = useLoaded('participants.list', {})
  const named = (one: string) => nameOf(one, participants)
  const title = words.what(kind, named(from), to.map(named))
  const canChange = whole !== undefined && whole.text !== null

  const release = (how: How = {}) => void run(() => invoke('held.release', { id, ...how }))
  const sendBack = (reason: string) => void run(() => invoke('held.return', { id, reason }))

  function byKey(event: KeyboardEvent): void {
    // On a button Enter presses that button.
    if (isTyping(event) || event.target !== event.currentTarget) return
    // A key held down decides once, and nothing is let through that is not shown yet.
    if (event.repeat) return
    if (event.key === 'Enter' && whole !== undefined) release()
    else if (event.key === 'e' && canChange) setAsking('change')
    else if (event.key === 'b') setAsking('return')
    else return
    event.preventDefault()
  }

  return (
    // The whole item takes the focus, so that one key decides about it.
    <div
      role="group"
      aria-label={`${title} (${id})`}
      data-held={id}
      tabIndex={0}
      className="border-l-2 border-accent py-1 pl-4"
      onKeyDown={byKey}
    >
      <p className="font-medium">{title}</p>
      {because === 'marked' && <p className="text-accent">{words.found(found)}</p>}
      <HeldText item={item} whole={whole} />
      {asking === 'change' && whole?.turn ? (
        <ChangeTurn
          turn={whole.turn}
          busy={busy}
          onDone={(content) => release({ changed: JSON.stringify(content) })}
          onCancel={() => setAsking(undefined)}
        />
      ) : asking ? (
        <Words
          key={asking}
          ask={asking === 'return' ? 'reason' : 'change'}
          first={
            asking === 'return' ? '' : ((asking === 'hide' ? whole?.hidden : whole?.text) ?? '')
          }
          busy={busy}
          onDone={(text) => (asking === 'return' ? sendBack(text) : release({ changed: text }))}
          onCancel={() => setAsking(undefined)}
        />
      ) : (
        <Ways {...{ item, whole, busy, release }} onAsk={setAsking} />
      )}
      {failure && <Problem problem={failure} />}
    </div>
  )
}

interface WaysProps {
  item: Item
  whole: MethodResult<'held.get'> | undefined
  busy: boolean
  release: (how?: How) => void
  onAsk: (asking: Asking) => void
}

/** What can be done about it; what needs words asks for them first. */
function Ways({ item, whole, busy, release, onAsk }: WaysProps) {
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <Button kind="solid" busy={busy} onClick={() => release()}>
        {words.release}
      </Button>
      {item.found.length > 0 && (
        <Button disabled={busy} onClick={() => release({ allow: true })}>
          {words.allow}
        </Button>
      )}
      {item.thread !== null && (
        <Button disabled={busy} onClick={() => release({ thread: true })}>
          {words.thread}
        </Button>
      )}
      {whole?.hidden && (
        <Button disabled={busy} onClick={() => onAsk('hide')}>
          {words.hide}
        </Button>
      )}
      {/* The way back never wraps alone, as if it were no choice like the others. */}
      <span className="flex items-center gap-4">
        {whole !== undefined && whole.text !== null && (
          <Button disabled={busy} onClick={() => onAsk('change')}>
            {words.change}
          </Button>
        )}
        <Button kind="quiet" disabled={busy} onClick={() => onAsk('return')}>
          {words.sendBack}
        </Button>
      </span>
    </div>
  )
}
