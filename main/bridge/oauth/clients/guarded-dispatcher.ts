/**
 * Carries requests to addresses that strangers name. Every connection looks its name up here, and goes
 * only where all answers are public addresses: never through a proxy, which would look the name up
 * itself. Encoded answers are refused as everywhere.
 */
import type { LookupFunction } from 'node:net'
import { usualDispatcher, type Dispatcher } from '../../base/dispatcher.ts'
import { publicLookup } from '../../base/public-lookup.ts'

type AgentClass = new (options: {
  connect: { lookup: LookupFunction }
  httpProxy: ''
  httpsProxy: ''
}) => Dispatcher

export const notPublic = 'the host of the client id is not on the public internet'

export function createGuardedDispatcher(): Dispatcher {
  // The class of this Node's own fetch: one of another version would not fit it.
  const Agent = usualDispatcher().constructor as AgentClass
  const connect = { lookup: publicLookup(() => new Error(notPublic)) }
  // With NODE_USE_ENV_PROXY the class is one that would take the proxy of the environment.
  return new Agent({ connect, httpProxy: '', httpsProxy: '' })
}
