/** What the links of a participant may do, changed at once, and ending those that are open. */
import { useState } from 'react'
import type { MethodResult } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { Problem } from '../../components/Problem.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke, useLoaded } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { linkStrings } from '../../strings/links.ts'

type Bound = Pick<
  MethodResult<'settings.get'>['settings']['linkBounds'][number],
  'mayWrite' | 'reads'
>
const unbound: Bound = { mayWrite: true, reads: 'whole' }

export function LinkBound({ id, name }: { id: string; name: string }) {
  const { value: kept } = useLoaded('settings.get', {})
  const [closing, setClosing] = useState(false)
  const { busy, failure, run } = useAction()
  const invoke = useInvoke()
  const say = useToast()
  if (!kept) return null
  const found = kept.settings.linkBounds.find(({ participant }) => participant === id)
  const { mayWrite, reads } = found ?? unbound
  const set = async (change: Partial<Bound>): Promise<void> => {
    const done = await run(() =>
      invoke('links.bound', { participant: id, mayWrite, reads, ...change }),
    )
    if (done) say(linkStrings.bounded(name))
  }
  const close = async (): Promise<void> => {
    await invoke('links.close', { participant: id })
    say(linkStrings.closed(name))
  }
  return (
    <fieldset className="mt-2 space-y-1.5" aria-label={linkStrings.may(name)}>
      <Checkbox
        label={linkStrings.writes}
        checked={mayWrite}
        disabled={busy}
        onChange={(may) => void set({ mayWrite: may })}
      />
      <Checkbox
        label={linkStrings.readsWhole}
        checked={reads === 'whole'}
        disabled={busy}
        onChange={(whole) => void set({ reads: whole ? 'whole' : 'own' })}
      />
      {failure && <Problem problem={failure} />}
      <Button
        kind="danger"
        aria-label={linkStrings.closeName(name)}
        onClick={() => setClosing(true)}
      >
        {linkStrings.close}
      </Button>
      <ConfirmDialog
        open={closing}
        onClose={() => setClosing(false)}
        title={linkStrings.closeTitle(name)}
        description={linkStrings.closeMessage}
        confirm={linkStrings.closeThem}
        cancel={linkStrings.keep}
        onConfirm={close}
      />
    </fieldset>
  )
}
