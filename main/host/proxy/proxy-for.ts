/** Which proxy an address is asked through: the environment's, else that of the system's settings. */
import { directly, type ProxyFor } from '../../bridge/base/proxies.ts'
import type { Log } from '../../bridge/base/ports.ts'
import { bypasses } from './bypass.ts'
import { fromEnvironment, unusableIn } from './environment.ts'

/** What is on this computer is never asked through a proxy. */
const own = { entries: ['localhost', '127.0.0.0/8', '::1'], wholeDomains: true }

export function createProxyFor(deps: {
  env: NodeJS.ProcessEnv
  /** Asked only where the environment says nothing. */
  system: ProxyFor
  log: Pick<Log, 'warn'>
}): ProxyFor {
  const { env, system, log } = deps
  for (const variable of unusableIn(env)) log.warn('proxy.unusable', { variable })
  return (url) => (bypasses(own, url) ? directly : (fromEnvironment(env, url) ?? system(url)))
}
