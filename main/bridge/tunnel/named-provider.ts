/** Named tunnel on the owner's own domain: the permanent address. */
import { BridgeError } from '../base/errors.ts'
import type { Clock, SecretStore } from '../base/ports.ts'
import type { AddressProvider } from './address-provider.ts'
import { tokenLaunch } from './launch.ts'
import { readNamedTunnel, tokenTunnelId } from './named-tunnel.ts'
import type { Protocol } from './types.ts'

const namedStability =
  'This address is permanent: it is a name in your own domain and comes back after any pause, as ' +
  'long as the tunnel and its DNS record exist at Cloudflare.'

export function createNamedProvider(deps: {
  secrets: SecretStore
  clock: Clock
  hostname: string | undefined
}): AddressProvider {
  const { secrets, clock } = deps
  let hostname: string | null = null
  let token = ''
  let protocol: { name: Protocol; since: number } = { name: 'quic', since: clock.now() }
  return {
    stability: namedStability,
    replaceable: false,
    async open() {
      const stored = await readNamedTunnel(secrets)
      hostname = deps.hostname ?? stored?.hostname ?? null
      if (!stored) throw new BridgeError('tunnel-not-set-up', { missing: 'token' })
      if (hostname === null) throw new BridgeError('tunnel-not-set-up', { missing: 'name' })
      token = stored.token
    },
    publicUrl: () => (hostname === null ? null : `https://${hostname}`),
    tunnelId: () => tokenTunnelId(token),
    nameCreatedAt: () => null,
    blocked: () => null,
    async launch(basis) {
      return tokenLaunch(basis, token, false)
    },
    protocol: () => protocol,
    async connected(name) {
      if (name !== protocol.name) protocol = { name, since: clock.now() }
    },
    async giveUp() {},
    async close() {},
  }
}
