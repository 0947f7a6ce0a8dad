/** Connecting Claude: the desktop app, the web, the command line; one of them is enough. */
import { Badge } from '../../../components/Badge.tsx'
import { Tabs } from '../../../components/Tabs.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { goTo, hrefTo } from '../../../navigation.ts'
import { connectStrings as words } from '../../../strings/setup.ts'
import { claudeIds } from '../chapters.ts'
import { AtTheGate } from './AtTheGate.tsx'
import { ClientSetUp } from './ClientSetUp.tsx'
import { NeedsAddress } from './NeedsAddress.tsx'

export function ClaudeChapter({ path }: { path: readonly string[] }) {
  const { value: list = [] } = useLoaded('connect.list', {})
  const kinds = claudeIds.flatMap((id) => list.find((one) => one.id === id) ?? [])
  // What is connected, else what is installed, else the first.
  const best =
    kinds.find(({ state }) => state === 'connected') ??
    kinds.find(({ installed }) => installed === 'yes') ??
    kinds[0]
  const chosen = kinds.find(({ id }) => id === path[0]) ?? best
  if (!chosen) return null
  return (
    <Tabs
      label={words.claudeKinds}
      value={chosen.id}
      onChange={(id) => goTo(hrefTo('setup', 'claude', id), { replace: true })}
      tabs={kinds.map((client) => ({
        value: client.id,
        label: (
          <span className="flex items-center gap-2">
            {client.name}
            {client.state === 'connected' && <Badge>{words.states.connected}</Badge>}
          </span>
        ),
        content: (
          <div className="space-y-8">
            <NeedsAddress client={client} />
            <ClientSetUp key={client.id} client={client} />
            {client.installed === 'web' && <AtTheGate />}
          </div>
        ),
      }))}
    />
  )
}
