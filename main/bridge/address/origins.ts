/**
 * The base URLs the bridge answers on: the loopback ones always, the public one while there is one.
 * A changed public address reaches sign-in and the listener at once, in this order: first a provider
 * exists for it, then requests for it are let in.
 */
import type { AddressHistory } from './lost-addresses.ts'
import type { Origin } from './origin.ts'

export interface OriginsDeps {
  port: number
  history: AddressHistory
}

export interface Origins {
  list(): Origin[]
  /** Makes the list take effect by `apply`, now and at each change. */
  serve(apply: (origins: Origin[]) => Promise<void>): Promise<void>
  localMcpUrl: string
  /** The address to give to clients: the public one when there is one. */
  mcpUrl(): string
  /** Changes are applied one after the other; the last one counts. */
  setPublic(url: string | null, reason: string): Promise<void>
  /** Why a client that signed in at `origin` has to be connected again; null when it need not. */
  reconnectReason(origin: string | null): string | null
}

export function createOrigins({ port, history }: OriginsDeps): Origins {
  const loopback: Origin[] = [
    // Both names, because clients compare the URL the user typed byte for byte.
    { url: `http://127.0.0.1:${port}`, kind: 'loopback' },
    { url: `http://localhost:${port}`, kind: 'loopback' },
  ]
  let origins = loopback
  let apply: (next: Origin[]) => Promise<void> = async () => {}
  let publicUrl: string | null = null
  let changes: Promise<void> = Promise.resolve()
  const localMcpUrl = `http://127.0.0.1:${port}/mcp`

  async function change(url: string | null, reason: string): Promise<void> {
    const previous = publicUrl
    if (previous !== null && previous !== url) await history.add(previous, reason)
    const next: Origin[] = url === null ? loopback : [...loopback, { url, kind: 'public' }]
    await apply(next)
    publicUrl = url
    origins = next
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = changes.then(work)
    changes = done.catch(() => {})
    return done
  }

  return {
    list: () => origins,
    serve(take) {
      apply = take
      return inTurn(() => apply(origins))
    },
    localMcpUrl,
    mcpUrl: () => (publicUrl === null ? localMcpUrl : `${publicUrl}/mcp`),
    setPublic: (url, reason) => inTurn(() => change(url, reason)),
    reconnectReason(origin) {
      if (origin === null || !origin.startsWith('https:')) return null
      if (origins.some(({ url }) => url === origin)) return null
      const lost = history.find(origin)
      const when = lost ? ` since ${lost.lostAt.slice(0, 10)}, because ${lost.reason}` : ''
      const now = publicUrl === null ? 'there is no public address now' : `it is now ${publicUrl}`
      return `It signed in at ${origin}, which is not the address any more${when}; ${now}.`
    },
  }
}
