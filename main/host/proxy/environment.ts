/** The proxies of the environment: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in either case. */
import { directly, type ProxyChoice } from '../../bridge/base/proxies.ts'
import { bypasses } from './bypass.ts'
import { routeOf } from './route.ts'

const variables: Record<string, readonly string[]> = {
  'https:': ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
  'http:': ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'],
}

/** The names of those that are set and cannot be used; never their values, which may hold a password. */
export const unusableIn = (env: NodeJS.ProcessEnv): string[] =>
  [...new Set(Object.values(variables).flat())].filter((name) => {
    const value = env[name] ?? ''
    return value !== '' && routeOf(value) === undefined
  })

/** Undefined where it says nothing about the address, so that the system is asked. */
export function fromEnvironment(env: NodeJS.ProcessEnv, url: URL): ProxyChoice | undefined {
  const entries = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(',')
  if (bypasses({ entries, wholeDomains: true }, url)) return { ...directly, source: 'NO_PROXY' }
  const name = variables[url.protocol]?.find((one) => (env[one] ?? '') !== '')
  if (name === undefined) return undefined
  const route = routeOf(env[name] ?? '')
  return route === undefined
    ? { ...directly, source: name, unused: `${name} names no proxy of the kind http or https.` }
    : { routes: [route], source: name }
}
