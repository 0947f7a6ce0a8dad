/** The public address, as the owner sees and mends it. */
import type { tunnelMethods } from '../../contract/tunnel.ts'
import type { PublicAddress } from '../address/public-address.ts'
import { tunnelSentence } from '../address/tunnel-sentence.ts'
import type { HandlersOf } from './handlers.ts'

export function tunnelHandlers(
  address: Omit<PublicAddress, 'start' | 'stop'>,
  fetchCloudflared: () => Promise<void>,
): HandlersOf<typeof tunnelMethods> {
  const shown = () => ({ ...address.status(), detail: tunnelSentence(address.status()) })
  return {
    'tunnel.status': shown,
    'tunnel.restart': async () => {
      await address.restart()
      return shown()
    },
    'tunnel.setup': async ({ hostname, token }) => {
      await address.setUpNamed(hostname, token)
      return shown()
    },
    'tunnel.remove': async ({ apiToken }) => {
      await address.removeNamed(apiToken)
      return shown()
    },
    'tunnel.choose': async ({ mode, url }) => {
      await address.choose(mode, url)
      return shown()
    },
    'tunnel.fetch': async () => {
      await fetchCloudflared()
      // One that runs already goes on with the program it has.
      if (['failed', 'waiting', 'stopped'].includes(address.status().state)) await address.restart()
      return shown()
    },
  }
}
