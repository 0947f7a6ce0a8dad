/**
 * An address in a message. It is no link: pressing it shows where it leads, in full and as the browser
 * would open it, and only the link in that question opens it.
 */
import { useState } from 'react'
import { ButtonLink } from '../../../components/Button.tsx'
import { CopyButton } from '../../../components/CopyButton.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { conversationStrings } from '../../../strings/conversation.ts'

const words = conversationStrings.link

export function LinkText({ text, href }: { text: string; href: string }) {
  const [asking, setAsking] = useState(false)
  const { host, username, password } = new URL(href)
  const close = (): void => setAsking(false)
  return (
    <>
      <button
        type="button"
        className="link text-left wrap-anywhere"
        onClick={() => setAsking(true)}
      >
        {text}
      </button>
      <Dialog
        open={asking}
        onClose={close}
        title={words.title(host)}
        description={words.description}
        actions={
          <>
            <CopyButton text={href} label={words.address} />
            <ButtonLink
              kind="solid"
              href={href}
              target="_blank"
              rel="noopener noreferrer"
              onClick={close}
            >
              {words.open}
            </ButtonLink>
          </>
        }
      >
        <p className="max-h-60 overflow-y-auto font-mono text-sm wrap-anywhere">{href}</p>
        {(username || password) && <p className="text-danger">{words.disguised(host)}</p>}
      </Dialog>
    </>
  )
}
