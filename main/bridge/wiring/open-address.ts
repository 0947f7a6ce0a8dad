/** The public address as the owner chose it; what becomes of it is remembered and recorded. */
import {
  createPublicAddress,
  type PublicAddress,
  type PublicAddressDeps,
} from '../address/public-address.ts'
import type { RestartNeeds } from '../settings/pending-restart.ts'
import type { BridgeOptions } from './bridge-types.ts'
import type { OpenPort } from './open-port.ts'
import type { Records } from './open-records.ts'
import { recordAddress } from './record-traffic.ts'

export interface OpenAddressDeps {
  options: BridgeOptions
  records: Pick<Records, 'traffic'>
  place: OpenPort
  restart: RestartNeeds
  lastCall: PublicAddressDeps['lastCall']
}

/** It begins with its `start`. */
export function openAddress(
  { options, records, place, restart, lastCall }: OpenAddressDeps,
  closing: AsyncDisposableStack,
): PublicAddress {
  const { origins, port, healthSecret } = place
  const { dataDir, secrets, settings, clock, log, env } = options
  const address = createPublicAddress({
    choice: options.address,
    origins,
    port,
    healthSecret,
    dataDir,
    secrets,
    clock,
    log,
    env,
    proxyFor: options.proxyFor,
    lastCall,
    async remember(choice) {
      await settings.update(choice)
      restart.applied(['tunnel', 'tunnelHostname', 'publicUrl'])
    },
  })
  closing.defer(() => address.stop())
  recordAddress(records.traffic.recorder, address)
  return address
}
