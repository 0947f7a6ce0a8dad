/** Others who may sign in at the provider, and as whom their clients may speak. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { Section } from '../../../components/Section.tsx'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { nameOf } from '../../../participants.ts'
import { keysStrings } from '../../../strings/keys.ts'
import type { Identity } from '../../setup/chapters.ts'
import { Admit } from './Admit.tsx'

const words = keysStrings.people

export function People({ identity: { people } }: { identity: Identity }) {
  const invoke = useInvoke()
  const { value: participants = [] } = useLoaded('participants.list', {})
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<string>()
  const gone = people.find(({ subject }) => subject === leaving)
  return (
    <Section title={words.title}>
      {people.length === 0 && <p className="text-muted">{words.none}</p>}
      {people.length > 0 && (
        <ul className="rows">
          {people.map(({ subject, name, participants: may }) => (
            <li key={subject} className="flex flex-wrap items-center justify-between gap-4">
              <p className="min-w-0 wrap-anywhere">
                {name !== null && (
                  <span className="font-medium">
                    <bdi>{name}</bdi>{' '}
                  </span>
                )}
                <code>{subject}</code>
                <span className="block text-sm text-muted">
                  {words.speaks(may.map((id) => nameOf(id, participants)))}
                </span>
              </p>
              <Button
                aria-label={words.dismiss(name ?? subject)}
                onClick={() => setLeaving(subject)}
              >
                {words.dismissShort}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-5">
        <Button onClick={() => setAdding(true)}>{words.add}</Button>
      </div>
      <Admit open={adding} onClose={() => setAdding(false)} participants={participants} />
      <ConfirmDialog
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={words.dismissTitle(gone?.name ?? gone?.subject ?? '')}
        description={words.dismissMessage}
        confirm={words.dismissShort}
        onConfirm={async () => {
          if (leaving !== undefined) await invoke('identity.dismiss', { subject: leaving })
        }}
      />
    </Section>
  )
}
