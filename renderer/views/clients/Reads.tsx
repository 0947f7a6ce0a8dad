/** How much of the conversation a client reads: all of it, or its own. Changed at once, either way. */
import type { Client } from '../../../main/contract.ts'
import { Checkbox } from '../../components/Checkbox.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Section } from '../../components/Section.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { clientsStrings as words } from '../../strings/clients.ts'

export function Reads({ client }: { client: Client }) {
  const { clientId, name, reads } = client
  const { busy, failure, run } = useAction()
  const invoke = useInvoke()
  const say = useToast()
  const set = async (whole: boolean): Promise<void> => {
    const wanted = whole ? 'whole' : 'own'
    const done = await run(() => invoke('clients.setReads', { client: clientId, reads: wanted }))
    if (done) say(words.nowReads(name, whole))
  }
  return (
    <Section title={words.reads}>
      <Checkbox
        label={words.readsWhole}
        hint={words.readsWholeHint}
        checked={reads === 'whole'}
        disabled={busy}
        onChange={(whole) => void set(whole)}
      />
      {failure && <Problem problem={failure} />}
    </Section>
  )
}
