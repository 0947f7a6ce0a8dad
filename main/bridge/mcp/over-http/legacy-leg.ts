/**
 * The initialize era (up to 2025-11-25), stateless: one server and transport per request, answered
 * with plain JSON because quick tunnels and several hosts handle event streams badly. Only a waiting
 * tool whose caller asked for progress is streamed.
 */
import {
  legacyStatelessFallback,
  WebStandardStreamableHTTPServerTransport,
  type AuthInfo,
  type LegacyHttpHandler,
  type McpServer,
  type Server,
} from '@modelcontextprotocol/server'

export function createLegacyLeg(deps: {
  makeServer: (authInfo: AuthInfo | undefined) => Server | McpServer
  toolWaits: (name: string) => boolean
  onerror: (error: Error) => void
}): { fetch: LegacyHttpHandler } {
  const { makeServer, toolWaits, onerror } = deps
  const streaming = legacyStatelessFallback(({ authInfo }) => makeServer(authInfo), onerror)

  const plain: LegacyHttpHandler = async (request, options) => {
    const server = makeServer(options?.authInfo)
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
    await server.connect(transport)
    const close = () => void server.close().catch(onerror)
    request.signal.addEventListener('abort', close, { once: true })
    try {
      return await transport.handleRequest(request, options)
    } finally {
      close()
    }
  }

  return {
    fetch: (request, options) =>
      (wantsProgress(options?.parsedBody, toolWaits) ? streaming : plain)(request, options),
  }
}

function wantsProgress(body: unknown, toolWaits: (name: string) => boolean): boolean {
  if (typeof body !== 'object' || body === null) return false
  const { method, params } = body as {
    method?: unknown
    params?: { name?: unknown; _meta?: { progressToken?: unknown } }
  }
  return (
    method === 'tools/call' &&
    typeof params?.name === 'string' &&
    params._meta?.progressToken !== undefined &&
    toolWaits(params.name)
  )
}
