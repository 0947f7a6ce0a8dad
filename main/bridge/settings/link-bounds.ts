/** What the links of each participant may do: everything, unless the owner has narrowed it. */
import type { Settings } from '../../contract/settings-schema.ts'
import type { SettingsStore } from './settings.ts'

export type LinkBound = Pick<Settings['linkBounds'][number], 'mayWrite' | 'reads'>

const unbound: LinkBound = { mayWrite: true, reads: 'whole' }

export const linkBound = ({ linkBounds }: Settings, participant: string): LinkBound =>
  linkBounds.find((bound) => bound.participant === participant) ?? unbound

/** Keeps it; a link without bounds needs no entry. */
export async function boundLink(
  settings: Pick<SettingsStore, 'get' | 'update'>,
  participant: string,
  { mayWrite, reads }: LinkBound,
): Promise<void> {
  const others = settings.get().linkBounds.filter((bound) => bound.participant !== participant)
  const isUnbound = mayWrite && reads === 'whole'
  await settings.update({
    linkBounds: isUnbound ? others : [...others, { participant, mayWrite, reads }],
  })
}
