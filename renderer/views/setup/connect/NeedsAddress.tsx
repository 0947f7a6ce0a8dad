/** For a client that nothing can be done about before there is a public address. */
import { ButtonLink } from '../../../components/Button.tsx'
import { hrefTo } from '../../../navigation.ts'
import { connectStrings as words } from '../../../strings/setup.ts'
import type { Connectable } from '../chapters.ts'

export function NeedsAddress({ client }: { client: Connectable }) {
  const { routes, installed, state } = client
  if (installed !== 'web' || state === 'connected' || routes.some(({ available }) => available))
    return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-4 border-l-2 border-accent py-1 pl-5">
      <p className="max-w-prose">{routes[0]?.detail}</p>
      <ButtonLink kind="solid" href={hrefTo('setup', 'address')}>
        {words.needsAddress}
      </ButtonLink>
    </div>
  )
}
