/** Turning a client out: its next request is refused. */
import { useState } from 'react'
import type { Client } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { Section } from '../../components/Section.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { goTo, hrefTo } from '../../navigation.ts'
import { ledgerStrings } from '../../strings/ledger.ts'
import { clientsStrings as words } from '../../strings/clients.ts'

/** `asked`: a link leads to the question. */
export function RevokeClient({ client, asked }: { client: Client; asked: boolean }) {
  const { clientId, name } = client
  const [asking, setAsking] = useState(asked)
  const invoke = useInvoke()
  const say = useToast()
  const revoke = async (): Promise<void> => {
    await invoke('clients.revoke', { client: clientId })
    say(words.revoked(name))
    goTo(hrefTo('clients'), { replace: true })
  }
  return (
    <Section title={words.revokeSection}>
      <p className="mb-4 max-w-prose text-sm text-muted">{words.revokeMessage}</p>
      <Button kind="danger" aria-label={words.revokeName(name)} onClick={() => setAsking(true)}>
        {words.revoke}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.revokeTitle(name)}
        description={`${words.revokeMessage} ${ledgerStrings.kept}`}
        confirm={words.revoke}
        cancel={words.keep}
        onConfirm={revoke}
      />
    </Section>
  )
}
