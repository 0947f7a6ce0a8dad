/** The address to give to a client, big, and the ways to give it. */
import { QrCode as QrIcon } from 'lucide-react'
import type { Client, Status } from '../../../main/contract.ts'
import { Button, ButtonLink } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Popover } from '../../components/Popover.tsx'
import { QrCode } from '../../components/QrCode.tsx'
import { Section } from '../../components/Section.tsx'
import { hrefTo } from '../../navigation.ts'
import { homeStrings } from '../../strings/home.ts'
import { presenceOf } from './presence.ts'

const words = homeStrings.address

interface Props {
  status: Status
  /** Undefined until it is known. */
  clients: readonly Client[] | undefined
}

export function Address({ status, clients }: Props) {
  const { mcpUrl, tunnel } = status
  const onlyHere = status.origins.every(({ kind }) => kind === 'loopback')
  /** Who is connected needs no invitation. */
  const missing = (['chatgpt', 'claude'] as const).filter(
    (id) => clients && presenceOf(id, clients, status).kind === 'absent',
  )
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
        {missing.map((id) => (
          <ButtonLink key={id} href={hrefTo('setup', id)}>
            {words[id]}
          </ButtonLink>
        ))}
      </div>
    </Section>
  )
}
