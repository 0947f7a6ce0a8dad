/**
 * The card's side of MCP Apps (UI protocol 2026-01-26): JSON-RPC 2.0 with the frame above. By hand,
 * because what the card needs is six messages and the client library alone is sixteen times the card.
 */

export type Json = Record<string, unknown>

export interface ToolResult {
  content?: { type: string; text?: string }[]
  structuredContent?: Json
  isError?: boolean
}

/** What the host says of itself and its page; every part may be missing. */
export interface HostContext {
  theme?: 'light' | 'dark'
  locale?: string
  timeZone?: string
  styles?: { variables?: Record<string, string | undefined> }
  safeAreaInsets?: { top: number; right: number; bottom: number; left: number }
  toolInfo?: { tool?: { name?: string } }
}

interface Listeners {
  context(context: HostContext): void
  /** The arguments of the call the card belongs to. */
  input(input: Json): void
  result(result: ToolResult): void
  cancelled(): void
  /** The host takes the card away. */
  ended(): void
}

interface Message extends Json {
  id?: number | string
  method?: string
  params?: Json
  result?: Json
  error?: { message?: string }
}

export interface Host {
  /** Resolves once the host has answered; from then on `can` tells. */
  ready: Promise<void>
  can(what: 'serverTools' | 'openLinks'): boolean
  callTool(name: string, args: Json): Promise<ToolResult>
  openLink(url: string): Promise<void>
}

/** A host that has not answered by then does not. */
const patienceMs = 20_000

export function connect(on: Listeners): Host {
  const host = window.parent
  const waiting = new Map<unknown, { done(result: Json): void; failed(error: Error): void }>()
  let lastId = 0
  let context: HostContext = {}
  let capabilities: Json = {}

  // Nothing that is sent is a secret, and the origin of the frame above is not known.
  const post = (message: Json) => host.postMessage({ jsonrpc: '2.0', ...message }, '*')

  function request(method: string, params: Json): Promise<Json> {
    const { promise, resolve, reject } = Promise.withResolvers<Json>()
    lastId += 1
    const id = lastId
    const late = setTimeout(() => settle(id)?.failed(new Error('no answer')), patienceMs)
    waiting.set(id, {
      done(result) {
        clearTimeout(late)
        resolve(result)
      },
      failed(error) {
        clearTimeout(late)
        reject(error)
      },
    })
    post({ id, method, params })
    return promise
  }

  function settle(id: unknown) {
    const one = waiting.get(id)
    waiting.delete(id)
    return one
  }

  function merge(part: HostContext | undefined): void {
    context = { ...context, ...part }
    on.context(context)
  }

  function answer(id: number | string, method: string): void {
    const known = method === 'ping' || method === 'ui/resource-teardown'
    if (known) post({ id, result: {} })
    else post({ id, error: { code: -32601, message: 'Method not found' } })
    if (method === 'ui/resource-teardown') {
      sizes.disconnect()
      on.ended()
    }
  }

  // Before the first word, so that nothing the host says is missed.
  window.addEventListener('message', ({ source, data }: MessageEvent<Message | null>) => {
    // Only the frame above: cards of others may stand in the same page.
    if (source !== host || data?.jsonrpc !== '2.0') return
    const { id, method, params = {}, result, error } = data
    if (method === undefined) {
      const asked = settle(id)
      if (error) asked?.failed(new Error(error.message))
      else asked?.done(result ?? {})
      return
    }
    if (id !== undefined) return answer(id, method)
    if (method === 'ui/notifications/tool-input') on.input((params['arguments'] ?? {}) as Json)
    if (method === 'ui/notifications/tool-result') on.result(params)
    if (method === 'ui/notifications/tool-cancelled') on.cancelled()
    if (method === 'ui/notifications/host-context-changed') merge(params)
  })

  let height = 0
  const sizes = new ResizeObserver(() => {
    const now = Math.ceil(document.body.getBoundingClientRect().height)
    if (now === height) return
    height = now
    post({ method: 'ui/notifications/size-changed', params: { height } })
  })

  const ready = request('ui/initialize', {
    protocolVersion: '2026-01-26',
    appInfo: { name: 'drawbridge-card', version: '1.0.0' },
    // No tools of its own: a model must not press its buttons.
    appCapabilities: { availableDisplayModes: ['inline'] },
  }).then(({ hostCapabilities, hostContext }) => {
    capabilities = (hostCapabilities ?? {}) as Json
    merge(hostContext as HostContext | undefined)
    post({ method: 'ui/notifications/initialized', params: {} })
    sizes.observe(document.body)
  })

  return {
    ready,
    can: (what) => Boolean(capabilities[what]),
    callTool: (name, args) => request('tools/call', { name, arguments: args }),
    async openLink(url) {
      const { isError } = await request('ui/open-link', { url })
      if (isError) throw new Error('refused')
    },
  }
}
