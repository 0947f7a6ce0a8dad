/** The address to give to a client, big, and the ways to give it. */
import { QrCode as QrIcon } from 'lucide-react'
import type { Status } from '../../../main/contract.ts'
import { Button, ButtonLink } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Popover } from '../../components/Popover.tsx'
import { QrCode } from '../../components/QrCode.tsx'
import { Section } from '../../components/Section.tsx'
import { hrefTo } from '../../navigation.ts'
import { homeStrings } from '../../strings/home.ts'

const words = homeStrings.address

export function Address({ status }: { status: Status }) {
  const { mcpUrl, tunnel } = status
  const onlyHere = status.origins.every(({ kind }) => kind === 'loopback')
  return (
    <Section title={words.title}>
      <p className="font-mono text-xl leading-snug wrap-anywhere select-all sm:text-2xl">
        {mcpUrl}
      </p>
      <p className="mt-2 text-sm text-muted">{onlyHere ? words.onlyHere : tunnel.stability}</p>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        <CopyButton kind="solid" text={mcpUrl} label={words.title} />
        {onlyHere ? (
          <ButtonLink href={hrefTo('setup', 'address')}>{words.openPublic}</ButtonLink>
        ) : (
          <Popover
            title={words.qr}
            trigger={
              <Button>
                <QrIcon aria-hidden="true" size={16} strokeWidth={1.75} />
                {words.qr}
              </Button>
            }
          >
            <QrCode value={mcpUrl} label={mcpUrl} />
            <p className="mt-3 max-w-52 text-sm text-muted">{words.qrHint}</p>
          </Popover>
        )}
        <ButtonLink href={hrefTo('setup', 'chatgpt')}>{words.chatgpt}</ButtonLink>
        <ButtonLink href={hrefTo('setup', 'claude')}>{words.claude}</ButtonLink>
      </div>
    </Section>
  )
}
