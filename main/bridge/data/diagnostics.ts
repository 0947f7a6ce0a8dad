/**
 * What helps to find a fault from afar, and nothing that says who somebody is: versions, states,
 * numbers, kinds and codes. Every field is named here; nothing is passed on because it is there.
 */
import { release } from 'node:os'
import type { MethodResult } from '../../contract.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import type { Ladder } from '../doctor/ladder/shown.ts'
import type { Audit } from '../oauth/audit.ts'
import type { ClientSummary, SigningKeySummary } from '../oauth/types.ts'
import type { Clock } from '../base/ports.ts'
import type { AnonymousRow } from '../traffic/shown.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { nameFrom } from './names.ts'

type Status = MethodResult<'status.get'>

export interface DiagnosticsDeps {
  clock: Clock
  settings: () => Settings
  status: () => Status
  clients: () => ClientSummary[]
  keys: () => SigningKeySummary[]
  audit: Pick<Audit, 'list'>
  traffic: Traffic['forDiagnostics']
  /** How far each client came. */
  ladders: () => Ladder[]
}

const newestAudit = 300
const newestTraffic = 500

export async function makeDiagnostics(
  deps: DiagnosticsDeps,
): Promise<{ fileName: string; text: string }> {
  const { clock, audit, traffic } = deps
  const made = {
    format: 'drawbridge-diagnostics',
    madeAt: new Date(clock.now()).toISOString(),
    program: programFacts(),
    bridge: bridgeFacts(deps.status()),
    settings: settingsFacts(deps.settings()),
    clients: deps.clients().map(clientFacts),
    keys: deps.keys().map(({ state, createdAt, retiresAt }) => ({ state, createdAt, retiresAt })),
    ladders: deps.ladders().map(ladderFacts),
    audit: audit.list(newestAudit).map(({ at, kind }) => ({ at, kind })),
    traffic: (await traffic(newestTraffic)).map(trafficFacts),
  }
  return {
    fileName: `drawbridge-diagnostics-${nameFrom(clock)}.json`,
    text: `${JSON.stringify(made, null, 2)}\n`,
  }
}

/** Requests are left out: an address somebody typed may be in them. */
const ladderFacts = ({ vendor, firstAt, lastAt, rungs, verdict }: Ladder) => ({
  vendor,
  firstAt,
  lastAt,
  rungs: Object.fromEntries(rungs.map(({ id, state }) => [id, state])),
  verdict: verdict?.code ?? null,
})

const programFacts = () => ({
  node: process.versions.node,
  sqlite: process.versions.sqlite,
  electron: process.versions['electron'] ?? null,
  platform: process.platform,
  arch: process.arch,
  system: release(),
  memoryBytes: process.memoryUsage().rss,
  uptimeSeconds: Math.round(process.uptime()),
})

function bridgeFacts(status: Status) {
  const { tunnel } = status
  return {
    version: status.version,
    startedAt: status.startedAt,
    position: status.position,
    origins: status.origins.map(({ kind }) => kind),
    secrets: status.secrets.kind,
    participants: status.inboxes.length,
    unread: status.inboxes.map(({ unread }) => unread),
    files: status.files,
    logEntries: status.logEntries,
    pendingApprovals: status.pendingApprovals,
    links: status.links.length,
    tunnel: {
      mode: tunnel.mode,
      state: tunnel.state,
      since: tunnel.since,
      protocol: tunnel.protocol,
      cloudflared: tunnel.cloudflared?.version ?? null,
      lastError: tunnel.lastError && { code: tunnel.lastError.code, at: tunnel.lastError.at },
      lastProbe: tunnel.lastProbe && {
        at: tunnel.lastProbe.at,
        ok: tunnel.lastProbe.ok,
        tookMs: tunnel.lastProbe.tookMs,
      },
    },
  }
}

/** Addresses, paths and people are only said to be there. */
function settingsFacts(settings: Settings) {
  const { identity, limits, signIn, panel, notifications, retention } = settings
  return {
    port: settings.port,
    controlPort: settings.controlPort,
    tunnel: settings.tunnel,
    tunnelKeeper: settings.tunnelKeeper,
    hasTunnelHostname: settings.tunnelHostname !== null,
    hasPublicUrl: settings.publicUrl !== null,
    hasOwnCloudflared: settings.cloudflared !== null,
    limits: {
      messageBytes: limits.messageBytes,
      fileBytes: limits.fileBytes,
      storageBytes: limits.storageBytes,
    },
    signIn: {
      accessTokenMinutes: signIn.accessTokenMinutes,
      refreshTokenDays: signIn.refreshTokenDays,
      keyRotationDays: signIn.keyRotationDays,
    },
    identity: {
      provider: identity.provider,
      hasOwner: identity.owner !== null,
      people: identity.people.length,
      hasAudience: identity.saved !== null && identity.saved.audience !== null,
    },
    panel: { theme: panel.theme, guideDone: panel.guideDone },
    notifications: {
      approvals: notifications.approvals,
      messages: notifications.messages,
      address: notifications.address,
      firstConnection: notifications.firstConnection,
      talks: notifications.talks,
    },
    retention: { archivedDays: retention.archivedDays, trafficRows: retention.trafficRows },
  }
}

const clientFacts = (client: ClientSummary) => ({
  vendor: client.vendor,
  registeredBy: client.registeredBy,
  approved: client.participant !== null,
  scopes: client.scopes,
  createdAt: client.createdAt,
  lastUsedAt: client.lastUsedAt,
  grants: client.grants,
  tokens: client.tokens,
})

/** What they hold has been taken out already; only what a fault can be found by is taken over. */
const trafficFacts = (row: AnonymousRow) => ({
  at: row.at,
  kind: row.kind,
  via: row.via,
  method: row.method,
  target: row.target,
  status: row.status,
  outcome: row.outcome,
  durationMs: row.durationMs,
  bytesIn: row.bytesIn,
  bytesOut: row.bytesOut,
  code: row.code,
})
