/**
 * Carries requests to addresses that strangers name. Every connection looks its name up here, and goes
 * only where all answers are public addresses: there is no moment between the look and the
 * connection in which the name could change. Encoded answers are refused as everywhere.
 */
import dns from 'node:dns'
import type { LookupFunction } from 'node:net'
import { usualDispatcher, type Dispatcher } from '../base/plain-fetch.ts'
import { isSpecialAddress } from './special-addresses.ts'

type AgentClass = new (options: { connect: { lookup: LookupFunction } }) => Dispatcher

export const notPublic = 'the host of the client id is not on the public internet'

export function createGuardedDispatcher(): Dispatcher {
  // The class of this Node's own fetch: one of another version would not fit it.
  const Agent = usualDispatcher().constructor as AgentClass
  return new Agent({ connect: { lookup: lookupPublic } })
}

const lookupPublic: LookupFunction = (hostname, options, done) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error) return done(error, [])
    if (!first || addresses.some(({ address }) => isSpecialAddress(address))) {
      return done(new Error(notPublic), [])
    }
    if (options.all) done(null, addresses)
    else done(null, first.address, first.family)
  })
}
