/**
 * The addresses the provider sends browsers back to, each registered there once: the public one while
 * its host is the registered one, else the fixed one on this computer with its two spare ports.
 */
import { BridgeError } from '../base/errors.ts'
import type { Store } from '../store/types.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import { dashboardLink } from '../explain/dashboard.ts'
import type { Registration } from './registration.ts'
import type { LoopbackListener } from './types.ts'

export type CallbackKind = 'public' | 'loopback'

export interface Callback {
  url: string
  kind: CallbackKind
}

export interface Callbacks {
  /** The public callback as it is now, registered or not. */
  publicUrl(): string | null
  /** Which of the two a sign-in would use now. */
  kind(): CallbackKind
  /** The one to use. Throws `upstream-callback-busy`, `upstream-no-public-callback`. */
  choose(kind: CallbackKind): Promise<Callback>
  /** Whether what comes by this callback came to us: its port may be another program's by now. */
  isOurs(url: string): boolean
  /** Somebody came back by it, so it is registered; true when that is news. */
  confirm(url: string): Promise<boolean>
  list(): (Callback & { state: 'unknown' | 'confirmed' })[]
  /** The registered public callback is not the address of now. */
  drift(): { line: string; replaces: string; link: string | null } | null
}

export interface CallbacksDeps {
  store: Store
  settings: () => Settings['identity']
  /** The public origin. */
  publicOrigin: () => string | null
  loopback: LoopbackListener
}

export const callbackPath = '/oauth2/callback'
export const startPath = '/oauth2/start'

const loopbackUrl = (port: number) => `http://127.0.0.1:${port}${callbackPath}`

/** The fixed port and its two spares; 0 takes any free one. */
export const callbackPorts = (port: number): number[] =>
  port === 0 ? [0] : [port, port + 1, port + 2].filter((one) => one <= 65_535)

export function createCallbacks(deps: CallbacksDeps): Callbacks {
  const { store, settings, publicOrigin, loopback } = deps
  const insert = store.statement('INSERT OR IGNORE INTO upstream_callbacks VALUES (?, ?, ?)')
  const known = store.statement(
    'SELECT 1 AS known FROM upstream_callbacks WHERE issuer = ? AND client_id = ? AND url = ?',
  )

  function publicUrl(): string | null {
    const origin = publicOrigin()
    return origin === null ? null : `${origin}${callbackPath}`
  }

  const kind = (): CallbackKind => {
    const now = publicUrl()
    return now !== null && now === settings().registeredCallback ? 'public' : 'loopback'
  }

  async function onThisComputer(): Promise<Callback> {
    const ports = callbackPorts(settings().callbackPort)
    const port = await loopback.listen(ports)
    if (port === undefined) {
      throw new BridgeError('upstream-callback-busy', { ports: ports.join(', ') })
    }
    return { url: loopbackUrl(port), kind: 'loopback' }
  }

  function isConfirmed(saved: Registration | null, url: string): boolean {
    if (url === settings().registeredCallback) return true
    return saved !== null && known.get(saved.issuer, saved.clientId, url) !== undefined
  }

  return {
    publicUrl,
    kind,
    async choose(wanted) {
      if (wanted === 'loopback') return onThisComputer()
      const url = publicUrl()
      if (url === null) throw new BridgeError('upstream-no-public-callback')
      return { url, kind: 'public' }
    },
    isOurs(url) {
      const port = loopback.port()
      return (
        !url.startsWith('http://127.0.0.1:') || (port !== undefined && url === loopbackUrl(port))
      )
    },
    async confirm(url) {
      const { saved } = settings()
      if (saved === null || isConfirmed(saved, url)) return false
      await store.write(() => insert.run(saved.issuer, saved.clientId, url))
      return true
    },
    list() {
      const { saved, callbackPort } = settings()
      const bound = loopback.port()
      const ports = callbackPort === 0 ? [bound ?? 0] : callbackPorts(callbackPort)
      const now = publicUrl()
      const all: Callback[] = ports.map((port) => ({ url: loopbackUrl(port), kind: 'loopback' }))
      if (now !== null) all.unshift({ url: now, kind: 'public' })
      return all.map((one) => ({
        ...one,
        state: isConfirmed(saved, one.url) ? 'confirmed' : 'unknown',
      }))
    },
    drift() {
      const { saved, registeredCallback } = settings()
      const now = publicUrl()
      if (saved === null || registeredCallback === null) return null
      if (now === null || now === registeredCallback) return null
      const link = saved.provider === 'auth0' ? dashboardLink('application', saved.clientId) : null
      return { line: now, replaces: registeredCallback, link }
    },
  }
}
