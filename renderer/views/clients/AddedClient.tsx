/** What to enter into a client that was just added. The secret is not to be had again. */
import type { MethodResult } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { CopyField } from '../../components/CopyField.tsx'
import { useLoaded } from '../../data/hooks.ts'
import { addClientStrings as words } from '../../strings/clients.ts'

interface Props {
  added: MethodResult<'clients.add'>
  onDone: () => void
}

export function AddedClient({ added, onDone }: Props) {
  const { value: status } = useLoaded('status.get', {})
  const { client, clientSecret } = added
  return (
    <>
      {status && <CopyField label={words.server} value={status.mcpUrl} />}
      <CopyField label={words.clientId} value={client.clientId} />
      {clientSecret !== undefined && (
        <>
          <CopyField label={words.clientSecret} value={clientSecret} />
          <p className="font-medium text-accent">{words.once}</p>
        </>
      )}
      <div>
        <h3 className="mb-1 text-muted">{words.where}</h3>
        <dl className="space-y-1.5 text-sm">
          {words.places.map(([client, where]) => (
            <div key={client}>
              <dt className="inline font-medium">{client}: </dt>
              <dd className="inline">{where}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="flex justify-end">
        <Button kind="solid" onClick={onDone}>
          {words.done}
        </Button>
      </div>
    </>
  )
}
