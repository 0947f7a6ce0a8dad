/**
 * Looks a name up at the moment of the connection, and lets it through only when all answers are public
 * addresses: there is no moment between the look and the connection in which the name could change.
 */
import dns from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isSpecialAddress } from './special-addresses.ts'

/** `refusal` words the error for an address that is not public. */
export const publicLookup =
  (refusal: () => Error): LookupFunction =>
  (hostname, options, done) => {
    dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error) return done(error, [])
      if (!first || addresses.some(({ address }) => isSpecialAddress(address))) {
        return done(refusal(), [])
      }
      if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
