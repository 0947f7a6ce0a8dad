/**
 * The port first: from here on the origins are known to whoever is made with them. Until `serve` the
 * listener answers 503.
 */
import { randomBytes } from 'node:crypto'
import { openAddressHistory, type AddressHistory } from '../address/lost-addresses.ts'
import { createOrigins, type Origins } from '../address/origins.ts'
import { createPublicListener, type PublicListener } from '../http/public-listener.ts'
import type { BridgeOptions } from './bridge-types.ts'

export interface OpenPort {
  listener: PublicListener
  port: number
  /** With it the bridge shows that an answer from outside is its own. */
  healthSecret: Buffer
  history: AddressHistory
  origins: Origins
}

export async function openPort(
  { port: wanted, dataDir, clock, log }: BridgeOptions,
  closing: AsyncDisposableStack,
): Promise<OpenPort> {
  const healthSecret = randomBytes(32)
  const listener = createPublicListener({ healthSecret, log })
  closing.defer(() => listener.stop())
  const port = await listener.start(wanted)
  const history = await openAddressHistory(dataDir, clock)
  const origins = createOrigins({ port, history })
  return { listener, port, healthSecret, history, origins }
}
