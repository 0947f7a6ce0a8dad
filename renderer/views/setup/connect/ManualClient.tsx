/** A client id, and a secret if it wants one, for clients that cannot register themselves. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Checkbox } from '../../../components/Checkbox.tsx'
import { CopyField } from '../../../components/CopyField.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { connectStrings } from '../../../strings/setup.ts'
import type { Connectable } from '../chapters.ts'

const words = connectStrings.manual

export function ManualClient({ client }: { client: Connectable['id'] }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [secret, setSecret] = useState(false)
  const [made, setMade] = useState<MethodResult<'connect.manual-client'>>()
  const make = (): Promise<boolean> =>
    run(async () => setMade(await invoke('connect.manual-client', { client, secret })))
  return (
    <Disclosure label={words.disclosure}>
      <div className="max-w-xl space-y-4">
        <p className="text-muted">{words.hint}</p>
        <Checkbox label={words.secret} checked={secret} onChange={setSecret} />
        <Button busy={busy} onClick={() => void make()}>
          {words.make}
        </Button>
        {failure && <Problem problem={failure} />}
        {made && <CopyField label={words.id} value={made.clientId} />}
        {made?.clientSecret && <CopyField label={words.secretLabel} value={made.clientSecret} />}
      </div>
    </Disclosure>
  )
}
