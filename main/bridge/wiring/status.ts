/** How things stand with the bridge as a whole, in one look at each of its parts. */
import type { MethodResult } from '../../contract.ts'
import type { Conversation } from '../conversation/types.ts'
import type { Guarded } from '../guarded/types.ts'
import type { LocalLinks } from '../mcp/link/local-link.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { ClientPresence, Presence } from '../presence/types.ts'
import type { Origins } from '../address/origins.ts'
import type { SecretPlace } from '../base/ports.ts'
import type { Position } from '../settings/position.ts'
import type { PublicAddress } from '../address/public-address.ts'
import { tunnelSentence } from '../address/tunnel-sentence.ts'

export type Status = MethodResult<'status.get'>

export interface StatusParts extends Pick<Status, 'version' | 'dataDir' | 'linkCommand'> {
  startedAt: Date
  secrets: SecretPlace
  conversation: Pick<Conversation, 'counts' | 'heldThreads'>
  guarded: Pick<Guarded, 'count'>
  guardsAll: () => boolean
  presence: Pick<Presence, 'list'>
  authorization: Pick<AuthorizationServer, 'approvals' | 'clients'>
  origins: Pick<Origins, 'list' | 'mcpUrl' | 'localMcpUrl'>
  address: Pick<PublicAddress, 'status'>
  position: Pick<Position, 'get'>
  links: Pick<LocalLinks, 'participants' | 'closed'>
  panelUrl: () => string | null
}

export function createStatus(parts: StatusParts): () => Status {
  const { version, dataDir, linkCommand, startedAt, secrets } = parts
  const { conversation, guarded, presence, authorization, origins, address, position, links } =
    parts
  return () => {
    const { files, logEntries, inboxes } = conversation.counts()
    const tunnel = address.status()
    return {
      version,
      pid: process.pid,
      startedAt: startedAt.toISOString(),
      dataDir,
      position: position.get(),
      mcpUrl: origins.mcpUrl(),
      localMcpUrl: origins.localMcpUrl,
      panelUrl: parts.panelUrl(),
      origins: origins.list(),
      tunnel: { ...tunnel, detail: tunnelSentence(tunnel) },
      secrets,
      files,
      logEntries,
      inboxes,
      heldThreads: conversation.heldThreads().length,
      guarded: parts.guardsAll(),
      heldItems: guarded.count(),
      pendingApprovals: authorization.approvals.list().length,
      clients: authorization.clients.list().length,
      linkCommand,
      links: links.participants(),
      lastLinks: links
        .closed()
        .filter(({ participant }) => !links.participants().includes(participant))
        .map(({ participant, at }) => ({ participant, at })),
      presence: presence.list().map(({ participant, clients, ...all }) => ({
        participant,
        ...listening(all),
        clients: clients.map(({ id, name, ...one }) => ({ id, name, ...listening(one) })),
      })),
    }
  }
}

const listening = ({ state, since, lastSeen }: Omit<ClientPresence, 'id' | 'name'>) => ({
  state,
  since: isoOrNull(since),
  lastSeen: isoOrNull(lastSeen),
})

const isoOrNull = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString()
