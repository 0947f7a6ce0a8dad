/** Commands about the bridge itself: status, addresses, keys. */
import { plural } from '../bridge/base/plural.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { localTime } from '../bridge/base/local-time.ts'
import { printable } from '../host/printable.ts'
import { heardParticipant } from '../contract/who-listens.ts'
import { listeningWords } from './listening.ts'
import { ago, table } from './table.ts'
import { waitingLine } from './talk-words.ts'
import type { CommandContext } from './context.ts'
import { wrongUse } from './help.ts'

const raised = 'The bridge is raised: nothing crosses until you lower it (drawbridge lower).'

export const status = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    const [talks, answer] = await Promise.all([
      bridge.invoke('talks.list', { limit: 50 }),
      bridge.invoke('status.get', {}),
    ])
    print(answer, (now) => [
      `Drawbridge ${now.version} is running (process ${now.pid}, started ${ago(now.startedAt, Date.now())}).`,
      '',
      ...(now.position === 'raised' ? [raised, ''] : []),
      ...table([
        ['Address for clients', now.mcpUrl],
        ...(now.localMcpUrl === now.mcpUrl ? [] : [['On this computer', now.localMcpUrl]]),
        ['Tunnel', now.tunnel.detail],
        ['Panel', now.panelUrl ? `${now.panelUrl} (open it with: drawbridge panel)` : 'none'],
        ['Data folder', now.dataDir],
        ['Secrets', now.secrets.description],
      ]),
      ...(now.secrets.warning ? [`Warning: ${now.secrets.warning}`] : []),
      '',
      ...now.inboxes.map(({ participant, name, unread }) =>
        [
          `${printable(name)}'s inbox: ${unread} unread`,
          ...(participant === 'owner'
            ? []
            : [listeningWords(heardParticipant(now.presence, participant), Date.now())]),
        ].join(' · '),
      ),
      `Shared files: ${now.files}`,
      `Conversation log: ${plural(now.logEntries, 'entry', 'entries')}`,
      `Clients: ${now.clients} · Local links open: ${now.links.length} · Waiting for your approval: ${now.pendingApprovals}`,
      ...(now.heldItems === 0
        ? []
        : [`Waiting at the gate: ${plural(now.heldItems, 'item')} (drawbridge held)`]),
      ...(now.heldThreads === 0
        ? []
        : [`Waiting for your word: ${plural(now.heldThreads, 'thread')} (drawbridge threads)`]),
      ...talks.filter(({ turn }) => turn.includes('owner')).map(waitingLine),
    ])
  })

export const move = (
  { withBridge, print }: CommandContext,
  position: 'raised' | 'lowered',
): Promise<void> =>
  withBridge(async (bridge) => {
    await bridge.invoke('bridge.move', { position })
    print({ position }, () => (position === 'raised' ? raised : 'The bridge is lowered: open.'))
  })

export const url = ({ withBridge, print, json }: CommandContext) =>
  withBridge(async (bridge) => {
    const { mcpUrl, localMcpUrl, tunnel } = await bridge.invoke('status.get', {})
    print({ mcpUrl, localMcpUrl }, () => mcpUrl)
    if (json || mcpUrl !== localMcpUrl) return
    const next =
      tunnel.mode === 'off'
        ? 'start the bridge with --tunnel quick or --public-url URL.'
        : 'its public address is not open yet, see: drawbridge tunnel'
    process.stderr.write(`ChatGPT and others in the cloud cannot reach this address: ${next}\n`)
  })

export const panel = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('panel.link', {}), ({ url }) => url ?? 'This bridge has no panel.')
  })

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export const stop = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    const stopping = await bridge.invoke('bridge.stop', {})
    // Until it is gone its data folder is taken, and the next `up` would be refused.
    while (isRunning(stopping.pid)) await delay(20)
    print(stopping, ({ pid }) => `Drawbridge (process ${pid}) has stopped.`)
  })

const rotated =
  'Rotated: new tokens are signed with the key named current. Tokens given out before stay good until they expire.'

export const keys = ({ withBridge, print }: CommandContext, [action]: string[]) => {
  if (action !== undefined && action !== 'rotate') {
    throw wrongUse('keys')
  }
  return withBridge(async (bridge) => {
    const list = await bridge.invoke(action === 'rotate' ? 'keys.rotate' : 'keys.list', {})
    print(list, (keys) => [
      ...table(
        keys.map(({ kid, state, createdAt, retiresAt }) => [
          state,
          kid,
          `since ${localTime(createdAt)}`,
          retiresAt ? `until ${localTime(retiresAt)}` : '',
        ]),
      ),
      ...(action === 'rotate' ? ['', rotated] : []),
    ])
  })
}
