/** What a client may do, and taking some of it away. */
import { useState } from 'react'
import type { Client } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { Section } from '../../components/Section.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { scopeStrings } from '../../strings/approvals.ts'
import { clientsStrings as words } from '../../strings/clients.ts'

const said = (scope: string): string => scopeStrings[scope] ?? scope

export function Permissions({ client }: { client: Client }) {
  const { clientId, name, scopes } = client
  const [taken, setTaken] = useState<readonly string[]>([])
  const [asking, setAsking] = useState(false)
  const invoke = useInvoke()
  const say = useToast()
  const kept = scopes.filter((scope) => !taken.includes(scope))
  const never = Object.keys(scopeStrings).filter((scope) => !scopes.includes(scope))
  const narrow = async (): Promise<void> => {
    await invoke('clients.narrow', { client: clientId, scopes: kept })
    say(words.narrowed(name))
  }
  return (
    <Section title={words.may}>
      {scopes.length === 0 && <p className="text-muted">{words.nothing}</p>}
      <div className="space-y-1.5">
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            label={said(scope)}
            checked={!taken.includes(scope)}
            onChange={(may) =>
              setTaken(may ? taken.filter((one) => one !== scope) : [...taken, scope])
            }
          />
        ))}
      </div>
      {scopes.length > 0 && never.length > 0 && (
        <p className="mt-3 max-w-prose text-sm text-muted">
          {words.mayNot}: {never.map(said).join('; ')}.
        </p>
      )}
      {scopes.length > 1 && (
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button
            disabled={taken.length === 0 || kept.length === 0}
            onClick={() => setAsking(true)}
          >
            {words.narrow}
          </Button>
          <p className="text-sm text-muted" aria-live="polite">
            {kept.length === 0 ? words.narrowAll : words.narrowHint}
          </p>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.narrowTitle(name)}
        description={
          <>
            {taken.map(said).join('; ')}. {words.narrowMessage}
          </>
        }
        confirm={words.narrow}
        onConfirm={narrow}
      />
    </Section>
  )
}
