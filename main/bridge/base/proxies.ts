/** Which proxy an address is asked through, as a host answers it. */

/** The URL of a proxy, which may hold a password; null for directly. */
export type Route = string | null

export interface ProxyChoice {
  /** The first counts; one after it is taken while the one before cannot be reached. */
  routes: readonly [Route, ...Route[]]
  /** Who says so, in the owner's words: "HTTPS_PROXY", "the settings of the system"; null for nobody. */
  source: string | null
  /** What is set and cannot be used, as a sentence for the owner. */
  unused?: string
}

/** Answers at once where it can, and never rejects. */
export type ProxyFor = (url: URL) => ProxyChoice | Promise<ProxyChoice>

export const directly: ProxyChoice = { routes: [null], source: null }

export const noProxies: ProxyFor = () => directly

/** For the owner to read: without a password. */
export const proxyName = (route: string): string => new URL(route).host
