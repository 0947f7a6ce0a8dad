/** Back from a name of one's own to a quick address; with an API token, also at Cloudflare. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { SecretField } from '../../../components/SecretField.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { strings } from '../../../strings.ts'
import { addressStrings } from '../../../strings/setup.ts'
import { judgeToken } from './judge-address.ts'

const words = addressStrings.named

export function GiveUpName() {
  const invoke = useInvoke()
  const { busy, failure, run, forget } = useAction()
  const [open, setOpen] = useState(false)
  const [token, setToken] = useState('')
  const close = (): void => {
    setOpen(false)
    setToken('')
    forget()
  }
  const giveUp = async (): Promise<void> => {
    const apiToken = token.trim()
    if (await run(() => invoke('tunnel.remove', apiToken === '' ? {} : { apiToken }))) close()
  }
  const error = judgeToken(token)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.remove}</Button>
      <Dialog
        open={open}
        onClose={close}
        title={words.removeTitle}
        description={words.removeMessage}
        actions={
          <>
            <Button onClick={close}>{strings.kit.cancel}</Button>
            <Button
              kind="danger"
              busy={busy}
              disabled={error !== undefined}
              onClick={() => void giveUp()}
            >
              {words.removeConfirm}
            </Button>
          </>
        }
      >
        <SecretField
          label={words.removeToken}
          hint={words.removeTokenHint}
          error={error}
          value={token}
          onChange={setToken}
        />
        {failure && <Problem problem={failure} />}
      </Dialog>
    </>
  )
}
