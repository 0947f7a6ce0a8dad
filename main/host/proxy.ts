/**
 * The proxy of the environment, for everything the bridge fetches itself. Node would look at it only
 * with NODE_USE_ENV_PROXY, which nobody who sets HTTPS_PROXY thinks of.
 */
import * as http from 'node:http'

/** What is on this computer is never asked through a proxy. */
const own = ['localhost', '127.0.0.1', '[::1]', '::1']

/** Call once, before anything is fetched. False where none is set, or this Node cannot do it. */
export function useProxyOf(env: NodeJS.ProcessEnv): boolean {
  const proxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? ''
  if (proxy === '' || typeof http.setGlobalProxyFromEnv !== 'function') return false
  const but = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(',').map((name) => name.trim())
  const direct = [...but.filter((name) => name !== ''), ...own].join(',')
  http.setGlobalProxyFromEnv({ https_proxy: proxy, no_proxy: direct })
  return true
}
