/** Who is bound as the owner at the provider, and unbinding. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { Section } from '../../../components/Section.tsx'
import { Time } from '../../../components/Time.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { keysStrings } from '../../../strings/keys.ts'
import type { Identity } from '../../setup/chapters.ts'

const words = keysStrings.owner

export function Owner({ identity: { owner } }: { identity: Identity }) {
  const invoke = useInvoke()
  const [asking, setAsking] = useState(false)
  const name = owner?.name ?? owner?.subject ?? ''
  return (
    <Section title={words.title}>
      {owner ? (
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="min-w-0 wrap-anywhere">
            <span className="font-medium">
              <bdi>{name}</bdi>
            </span>{' '}
            <code>{owner.subject}</code>
            <span className="block text-sm text-muted">
              {words.since} <Time iso={owner.boundAt} />
            </span>
          </p>
          <Button onClick={() => setAsking(true)}>{words.unbind}</Button>
        </div>
      ) : (
        <p className="max-w-prose text-muted">{words.none}</p>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.unbindTitle}
        description={words.unbindMessage(name)}
        confirm={words.unbindConfirm}
        onConfirm={() => invoke('identity.unbind', {})}
      />
    </Section>
  )
}
