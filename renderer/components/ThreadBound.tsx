/** After how many messages without the owner a thread pauses; the owner can give it a number of its own. */
import { useState, type FormEvent } from 'react'
import type { MethodResult } from '../../main/contract.ts'
import { useInvoke, useLoaded } from '../data/hooks.ts'
import { useAction } from '../data/use-action.ts'
import { heldStrings as words } from '../strings/held.ts'
import { Button } from './Button.tsx'
import { Popover } from './Popover.tsx'
import { Problem } from './Problem.tsx'
import { TextField } from './TextField.tsx'
import { useToast } from './Toasts.tsx'

type Thread = MethodResult<'conversation.threads'>[number]

export function ThreadBound({
  thread: { id, bound, boundedBy },
}: {
  thread: Pick<Thread, 'id' | 'bound' | 'boundedBy'>
}) {
  const invoke = useInvoke()
  const say = useToast()
  const { busy, failure, run } = useAction()
  const { value: settings } = useLoaded('settings.get', {})
  const [entered, setEntered] = useState(bound === null ? '' : String(bound))
  // A talk's own page says how far it may go.
  if (!settings || boundedBy === 'talk') return null
  const usual = settings.settings.guard.threadMessages
  const now = boundedBy === 'nothing' ? null : (bound ?? usual)
  const wanted = entered.trim() === '' ? null : Number(entered)
  const wrong = wanted !== null && !(Number.isInteger(wanted) && wanted >= 1 && wanted <= 10_000)
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (wrong) return
    void run(async () => {
      await invoke('conversation.bound', { thread: id, bound: wanted })
      say(words.boundSaved(wanted))
    })
  }
  return (
    <Popover
      title={words.boundTitle}
      trigger={<Button kind="quiet">{now === null ? words.unbounded : words.bound(now)}</Button>}
    >
      <form className="max-w-64 space-y-3" onSubmit={save}>
        <TextField
          label={words.boundLabel}
          hint={words.boundHint}
          error={wrong ? words.boundWrong : undefined}
          inputMode="numeric"
          value={entered}
          onChange={setEntered}
        />
        <Button type="submit" busy={busy} disabled={wrong}>
          {words.boundSave}
        </Button>
        {failure && <Problem problem={failure} />}
      </form>
    </Popover>
  )
}
