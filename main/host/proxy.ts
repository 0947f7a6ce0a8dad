/**
 * The proxy of the environment, for everything the bridge fetches itself. Node would look at it only
 * with NODE_USE_ENV_PROXY, which nobody who sets HTTPS_PROXY thinks of.
 */
import * as http from 'node:http'
import { errorCode } from '../bridge/base/error-code.ts'
import type { Log } from '../bridge/base/ports.ts'

/** What is on this computer is never asked through a proxy. */
const own = ['localhost', '127.0.0.1', '[::1]', '::1']

/**
 * Call once, before anything is fetched. False where none is set, or this Node cannot do it, or cannot
 * use what is set: the bridge then works without, as it must start on any computer.
 */
export function useProxyOf(env: NodeJS.ProcessEnv, log: Log): boolean {
  const proxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? ''
  if (proxy === '' || typeof http.setGlobalProxyFromEnv !== 'function') return false
  const but = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(',').map((name) => name.trim())
  const direct = [...but.filter((name) => name !== ''), ...own].join(',')
  const address = withScheme(proxy)
  try {
    // Node takes others without a word, and then every request fails.
    if (!/^https?:\/\//i.test(address)) return unusable('not http')
    http.setGlobalProxyFromEnv({ https_proxy: address, no_proxy: direct })
    return true
  } catch (error) {
    return unusable(errorCode(error) ?? 'unknown')
  }

  function unusable(reason: string): false {
    // Without the value, which may hold a password.
    log.warn('proxy.unusable', { reason })
    return false
  }
}

/** `proxy.example:3128` is an http proxy for curl and most others, and an error for Node. */
const withScheme = (proxy: string): string => (proxy.includes('://') ? proxy : `http://${proxy}`)
