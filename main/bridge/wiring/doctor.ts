/** The doctor as a part of the bridge: rehearsals through its own address, and checks of this computer. */
import { spawn } from 'node:child_process'
import { askProgram } from '../base/ask-program.ts'
import { plainFetch } from '../base/plain-fetch.ts'
import type { DoctorMethodsDeps } from '../control/doctor-methods.ts'
import type { Conversation } from '../conversation/types.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createRehearsals } from '../doctor/rehearsal/rehearsals.ts'
import { sleepSetting } from '../doctor/system/sleep.ts'
import { checkSystem } from '../doctor/system/system.ts'
import { healthProof } from '../address/health-proof.ts'
import type { Audit } from '../oauth/audit.ts'
import type { Webhooks } from '../events/webhooks.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { Origins } from '../address/origins.ts'
import type { ProxyFor } from '../base/proxies.ts'
import type { Clock, SecretStore } from '../base/ports.ts'
import type { PublicAddress } from '../address/public-address.ts'
import type { Store } from '../store/types.ts'
import { findCloudflared } from '../tunnel/find-cloudflared.ts'
import type { TunnelSettings } from '../tunnel/types.ts'
import type { Waking } from '../wake/types.ts'
import type { WatchedClients } from './watch-clients.ts'

export interface DoctorSideDeps {
  dataDir: string
  port: number
  healthSecret: Buffer
  store: Pick<Store, 'db'>
  secrets: SecretStore
  env: NodeJS.ProcessEnv
  proxyFor: ProxyFor | undefined
  clock: Clock
  watched: WatchedClients
  conversation: Pick<Conversation, 'participants' | 'removeUnusedParticipant' | 'verifyChain'>
  ledger: Pick<Ledger, 'verify'>
  authorization: Pick<AuthorizationServer, 'approvals' | 'clients' | 'standing'>
  audit: Pick<Audit, 'list'>
  origins: Pick<Origins, 'mcpUrl'>
  webhooks: Pick<Webhooks, 'list'>
  waking: Pick<Waking, 'ready'>
  address: Pick<PublicAddress, 'status'>
  tunnelSettings: TunnelSettings
  /** Whether the desktop shows tray icons; null or left out without a desktop. */
  hasTray?: (() => boolean | null) | undefined
}

export interface DoctorSide extends DoctorMethodsDeps {
  stop(): Promise<void>
}

export function createDoctorSide(deps: DoctorSideDeps): DoctorSide {
  const { dataDir, port, healthSecret, store, secrets, env, proxyFor, clock, watched } = deps
  const { conversation, authorization, origins, address, tunnelSettings } = deps
  const { platform, arch } = process
  const { endpoints, binary, resourcesDir, modulesDir } = tunnelSettings
  const rehearsals = createRehearsals({
    clock,
    proxyFor,
    endpoints,
    port,
    origin: () => new URL(origins.mcpUrl()).origin,
    authorization,
    audit: deps.audit,
    participants: {
      ids: () => conversation.participants().map(({ id }) => id),
      async removeUnused(id) {
        await conversation.removeUnusedParticipant(id)
      },
    },
  })
  return {
    ladders: watched.ladders,
    lastUsed: authorization.clients.lastUsed,
    rehearsals,
    system: () =>
      checkSystem({
        dataDir,
        port,
        db: store.db,
        secrets,
        proxyFor,
        platform,
        node: process.versions.node,
        fetch: plainFetch,
        endpoints,
        clockCheck: watched.clockCheck,
        checkProof: (nonce, proof) => proof === healthProof(healthSecret, nonce),
        verifyChain: conversation.verifyChain,
        verifyLedger: deps.ledger.verify,
        findCloudflared: () =>
          findCloudflared({
            binary,
            resourcesDir,
            modulesDir,
            dataDir,
            env,
            platform,
            arch,
            spawn,
          }),
        tunnel: address.status,
        wakes: () =>
          deps.webhooks.list().map(({ grant, clientId, held, failures, lastOutcome }) => ({
            client: authorization.standing(grant)?.clientName ?? clientId,
            held: held !== null,
            failures,
            lastOutcome,
          })),
        unproved: watched.ladders.unproved,
        openApplications: () => deps.waking.ready(),
        sleep: () => sleepSetting(platform, askProgram),
        tray: deps.hasTray ?? (() => null),
      }),
    stop: rehearsals.stop,
  }
}
