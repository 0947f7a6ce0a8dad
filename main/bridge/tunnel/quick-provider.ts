/** Quick tunnel with a kept name: the default, and free of any account. */
import type { Clock, Log, SecretStore } from '../base/ports.ts'
import type { AddressProvider } from './address-provider.ts'
import { createBroker } from './broker.ts'
import { createCreations } from './creations.ts'
import { connectorToken, quickLaunch, tokenLaunch } from './launch.ts'
import { createIdentityStore } from './quick-identity.ts'
import { createQuickService } from './quick-service.ts'
import type { StateFile } from './state-file.ts'
import type { Timings } from './timings.ts'
import type { Endpoints, Fetch } from './types.ts'

const quickStability =
  'This address survives restarts and network changes. It is lost when the computer sleeps, is ' +
  'offline, or the app is closed for more than about 5–15 minutes. For a permanent address use ' +
  'your own domain.'

export function createQuickProvider(deps: {
  secrets: SecretStore
  state: StateFile
  clock: Clock
  timings: Timings
  endpoints: Endpoints
  fetch: Fetch
  online: () => Promise<boolean>
  log: Log
  /** The identity is known: the address can be told. */
  onIdentity: () => void
}): AddressProvider {
  const { secrets, state, clock, timings, endpoints, fetch, online, log, onIdentity } = deps
  const identities = createIdentityStore({ secrets, clock })
  const creations = createCreations({ state, clock, timings })
  const service = createQuickService({
    url: endpoints.quickService,
    identities,
    creations,
    fetch,
    online,
    clock,
    timings,
    log,
  })
  const broker = createBroker({ service, log, onIdentity })
  let brokerUrl: string | null = null

  return {
    stability: quickStability,
    replaceable: true,
    open: () => identities.load(),
    publicUrl() {
      const identity = identities.current()
      return identity ? `https://${identity.hostname}` : null
    },
    tunnelId: () => identities.current()?.tunnelId ?? null,
    nameCreatedAt: () => identities.current()?.createdAt ?? null,
    // A kept identity needs no creation, so no creation limit can stop it.
    blocked: () => (identities.current() ? null : creations.blocked()),
    async launch(basis) {
      if (!basis.without.has('quick-service')) {
        brokerUrl ??= await broker.start()
        return quickLaunch(basis, brokerUrl)
      }
      const obtained = await service.obtain(`cloudflared/${basis.version}`)
      if (!obtained.ok) throw new CreationRefused()
      onIdentity()
      return tokenLaunch(basis, connectorToken(obtained.identity), true)
    },
    protocol() {
      const identity = identities.current()
      return { name: identity?.protocol ?? 'quic', since: identity?.protocolSince ?? clock.now() }
    },
    async connected(protocol) {
      const before = identities.current()
      const now = clock.now()
      const changed = before?.protocol !== protocol
      await identities.update({
        lastConnectedAt: now,
        ...(changed ? { protocol, protocolSince: now } : {}),
      })
    },
    giveUp: () => identities.drop(),
    close: () => broker.stop(),
  }
}

/** No identity could be had; `blocked()` says why and until when. */
export class CreationRefused extends Error {}
