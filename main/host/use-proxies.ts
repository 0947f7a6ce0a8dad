/** The proxies of this process, decided before anything is fetched. */
import { askProgram } from '../bridge/base/ask-program.ts'
import { systemClock, type Log } from '../bridge/base/ports.ts'
import type { ProxyFor } from '../bridge/base/proxies.ts'
import { setProxies } from '../bridge/base/proxied.ts'
import { createProxyFor } from './proxy/proxy-for.ts'
import { fromChromium, fromSystem } from './proxy/system-proxy.ts'

/** Asks Chromium for the proxy of an address; it answers as a proxy script does. */
export type ResolveProxy = (url: string) => Promise<string>

/** `resolveProxy` in the desktop app; the settings of the system are read without it. */
export function useProxies(
  env: NodeJS.ProcessEnv,
  log: Pick<Log, 'warn'>,
  resolveProxy?: ResolveProxy,
): ProxyFor {
  const { platform } = process
  const system = resolveProxy
    ? fromChromium(resolveProxy)
    : fromSystem({ platform, ask: askProgram, clock: systemClock })
  const proxyFor = createProxyFor({ env, system, log })
  setProxies(proxyFor)
  return proxyFor
}
