/** Connects to addresses that were looked up before, whatever the name says by now. */
import { isIPv6, type LookupFunction } from 'node:net'

/** For the `lookup` option of Node's requests: SNI, the certificate and Host stay with the name. */
export function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const pinned = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_name, wanted, callback) => {
    const first = pinned[0]
    if (!first) callback(new Error('no address'), '', 4)
    else if (wanted.all === true) callback(null, pinned)
    else callback(null, first.address, first.family)
  }
}
