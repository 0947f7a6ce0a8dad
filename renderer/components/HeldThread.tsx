/** A thread that has reached its bound, or was ended: what that means, and what the owner can do. */
import { useInvoke, useLoaded } from '../data/hooks.ts'
import { useAction } from '../data/use-action.ts'
import { heldStrings as words } from '../strings/held.ts'
import { Button } from './Button.tsx'
import { Problem } from './Problem.tsx'

interface Props {
  thread: { id: string; run: number; bound: number | null; held: 'paused' | 'ended' | null }
  /** What it is called to those who hear the buttons and not what stands beside them. */
  title: string
}

export function HeldThread({ thread: { id, run, bound: own, held }, title }: Props) {
  const invoke = useInvoke()
  const { busy, failure, run: act } = useAction()
  const { value: settings } = useLoaded('settings.get', {})
  if (held === null) return null
  const bound = own ?? settings?.settings.guard.threadMessages ?? run
  const decide = (decision: 'on' | 'more' | 'end') =>
    void act(() => invoke('conversation.decide', { thread: id, decision }))
  return (
    <div
      role="group"
      aria-label={words.about(title)}
      className="border-l-2 border-accent py-1 pl-4"
    >
      <p>{held === 'paused' ? words.paused(run) : words.ended}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          kind={held === 'paused' ? 'solid' : 'outline'}
          busy={busy}
          onClick={() => decide('on')}
        >
          {held === 'paused' ? words.on : words.open}
        </Button>
        {held === 'paused' && (
          <>
            <Button disabled={busy} onClick={() => decide('more')}>
              {words.more(bound)}
            </Button>
            <Button kind="quiet" disabled={busy} onClick={() => decide('end')}>
              {words.end}
            </Button>
          </>
        )}
      </div>
      {failure && <Problem problem={failure} />}
    </div>
  )
}
