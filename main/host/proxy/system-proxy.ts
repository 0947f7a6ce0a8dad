/** The proxy in the settings of the system for an address, asked again after a minute at the earliest. */
import type { Clock } from '../../bridge/base/ports.ts'
import { directly, type ProxyChoice, type ProxyFor } from '../../bridge/base/proxies.ts'
import type { Ask } from '../../bridge/base/ask-program.ts'
import { bypasses } from './bypass.ts'
import { fromPacAnswer, unusable } from './pac-answer.ts'
import { routeOf } from './route.ts'
import { readSystemSettings } from './read-system-settings.ts'
import type { SystemSettings } from './system-settings.ts'

const source = 'the settings of the system'
const scriptUnused =
  'The settings of the system choose the proxy by a script (PAC), which only the desktop app evaluates: name the proxy in HTTPS_PROXY.'
/** Each time a program is started. */
const keptMs = 60_000

/** In the desktop app: Chromium knows all there is to know, scripts included. */
export const fromChromium =
  (resolve: (url: string) => Promise<string>): ProxyFor =>
  async (url) => {
    try {
      // A script is nobody's to tell the path of a request.
      return fromPacAnswer(await resolve(`${url.origin}/`), source)
    } catch {
      return directly
    }
  }

/** Without it: what the program of the system prints. */
export function fromSystem(deps: { platform: NodeJS.Platform; ask: Ask; clock: Clock }): ProxyFor {
  const { platform, ask, clock } = deps
  let read: { at: number; settings: Promise<SystemSettings | null> } | undefined
  return async (url) => {
    const now = clock.now()
    if (!read || now - read.at >= keptMs || now < read.at) {
      read = { at: now, settings: readSystemSettings(platform, ask) }
    }
    return choose(await read.settings, url)
  }
}

function choose(settings: SystemSettings | null, url: URL): ProxyChoice {
  if (!settings) return directly
  const server = url.protocol === 'http:' ? settings.http : settings.https
  if (server === undefined) {
    if (settings.script) return { ...directly, source, unused: scriptUnused }
    return settings.socks ? { ...directly, source, unused: unusable('SOCKS') } : directly
  }
  if (bypasses(settings.bypass, url)) return { ...directly, source }
  const route = routeOf(server)
  if (route !== undefined) return { routes: [route], source }
  // Without what stands behind the kind, which may hold a password.
  const kind = server.includes('://') ? server.split('://', 1)[0] : undefined
  return { ...directly, source, unused: unusable(kind ?? 'unknown') }
}
