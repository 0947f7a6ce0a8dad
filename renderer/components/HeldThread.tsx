/** A thread that has reached its bound, or was ended: what that means, and what the owner can do. */
import type { MethodResult } from '../../main/contract.ts'
import { useInvoke, useLoaded } from '../data/hooks.ts'
import { useAction } from '../data/use-action.ts'
import { heldStrings as words } from '../strings/held.ts'
import { Button } from './Button.tsx'
import { Problem } from './Problem.tsx'

interface Props {
  thread: Pick<
    MethodResult<'conversation.threads'>[number],
    'id' | 'run' | 'bound' | 'held' | 'heldFor'
  >
  /** What it is called to those who hear the buttons and not what stands beside them. */
  title: string
}

export function HeldThread({ thread: { id, run, bound: own, held, heldFor }, title }: Props) {
  const invoke = useInvoke()
  const { busy, failure, run: act } = useAction()
  const { value: settings } = useLoaded('settings.get', {})
  if (held === null) return null
  const bound = own ?? settings?.settings.guard.threadMessages ?? run
  const forDay = heldFor === 'characters'
  const decide = (decision: 'on' | 'more' | 'end') =>
    void act(() => invoke('conversation.decide', { thread: id, decision }))
  return (
    <div
      role="group"
      aria-label={words.about(title)}
      className="border-l-2 border-accent py-1 pl-4"
    >
      <p>{held === 'ended' ? words.ended : forDay ? words.pausedForDay : words.paused(run)}</p>
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
              {forDay ? words.moreCharacters : words.more(bound)}
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
