/**
 * The /mcp endpoint over HTTP: who is calling, may they, then the protocol. Both eras are served on
 * the one URL: 2026-07-28 through the SDK's handler, the initialize era with plain JSON answers.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  classifyInboundRequest,
  createMcpHandler,
  isJsonContentType,
  type AuthInfo,
  type McpServer,
  type Server,
} from '@modelcontextprotocol/server'
import type { Conversation } from '../conversation/types.ts'
import { BridgeError, toBridgeError } from '../errors.ts'
import type { Log } from '../ports.ts'
import type { Caller } from './caller.ts'
import { changedBy } from './changes.ts'
import { createLegacyLeg } from './legacy-leg.ts'
import { missingScope } from './scope-gate.ts'
import type { MakeServer } from './server.ts'
import { admitsWebOrigin } from './web-origins.ts'
import { readJson, toWebRequest, writeWebResponse } from './web-adapter.ts'

export type CallerCheck = { ok: true; caller: Caller } | { ok: false; reason: string }

export interface McpEndpointDeps {
  makeServer: MakeServer<Server | McpServer>
  /** Names the scope of a tool. */
  scopeOfTool: (name: string) => string | undefined
  /** True for tools that report progress while they wait. */
  toolWaits: (name: string) => boolean
  conversation: Pick<Conversation, 'onEvent'>
  /** Checks an access token for one origin; synchronous when it has been seen before. */
  verify: (origin: string, token: string) => CallerCheck | Promise<CallerCheck>
  /** The WWW-Authenticate value of an origin. */
  challenge: (
    origin: string,
    error?: { error: string; description: string; scope?: string },
  ) => string
  maxBodyBytes: number
  log: Log
}

export interface McpEndpoint {
  /** Answers one request to /mcp. `origin` is the base URL the request came to. */
  handle(origin: string, req: IncomingMessage, res: ServerResponse): Promise<void>
  close(): Promise<void>
}

export function createMcpEndpoint(deps: McpEndpointDeps): McpEndpoint {
  const { makeServer, conversation, verify, challenge, log } = deps
  const onerror = (error: Error) => log.debug('mcp.rejected', { error: error.message })
  const serverFor = (authInfo: AuthInfo | undefined, notifies: boolean) => {
    const { caller, origin } = authInfo?.extra as { caller: Caller; origin: string }
    return makeServer(caller, {
      notifies,
      challenge: (scope) => challenge(origin, insufficientScope(scope)),
    })
  }
  const modern = createMcpHandler(({ authInfo }) => serverFor(authInfo, true), {
    legacy: 'reject',
    onerror,
  })
  const legacy = createLegacyLeg({
    makeServer: (authInfo) => serverFor(authInfo, false),
    toolWaits: deps.toolWaits,
    onerror,
  })
  const stopAnnouncing = conversation.onEvent((event) => {
    const { updated, listChanged } = changedBy(event)
    for (const uri of updated) modern.notify.resourceUpdated(uri)
    if (listChanged) modern.notify.resourcesChanged()
  })

  async function serve(origin: string, req: IncomingMessage, res: ServerResponse) {
    const webOrigin = req.headers.origin
    if (webOrigin !== undefined) {
      if (!admitsWebOrigin(webOrigin, origin)) {
        throw new BridgeError('origin-refused', { origin: webOrigin.slice(0, 100) })
      }
      allowWebOrigin(webOrigin, res)
      if (req.method === 'OPTIONS') return void res.writeHead(204).end()
    }
    const token = bearerToken(req)
    if (token === undefined) {
      res.setHeader('www-authenticate', challenge(origin))
      throw new BridgeError('token-missing')
    }
    const checked = verify(origin, token)
    const check = checked instanceof Promise ? await checked : checked
    if (!check.ok) {
      const description = `The access token is not valid here: ${check.reason}`
      res.setHeader('www-authenticate', challenge(origin, { error: 'invalid_token', description }))
      throw new BridgeError('token-invalid', { reason: check.reason })
    }
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST, OPTIONS')
      throw new BridgeError('method-not-allowed', { method: req.method ?? '' })
    }
    if (!isJsonContentType(req.headers['content-type'] ?? null)) {
      throw new BridgeError('unsupported-media-type', { expected: 'application/json' })
    }
    const { caller } = check
    const body = await readJson(req, deps.maxBodyBytes)
    const missing = missingScope(body, caller.scopes, deps.scopeOfTool)
    if (missing !== undefined && caller.vendor !== 'chatgpt') {
      res.setHeader('www-authenticate', challenge(origin, insufficientScope(missing)))
      throw new BridgeError('insufficient-scope', { scope: missing })
    }
    const request = toWebRequest(`${origin}/mcp`, req, res)
    const authInfo: AuthInfo = {
      token,
      clientId: caller.clientId,
      scopes: [...caller.scopes],
      extra: { caller, origin },
    }
    const leg = isInitializeEra(req, body) ? legacy : modern
    await writeWebResponse(await leg.fetch(request, { authInfo, parsedBody: body }), res)
  }

  return {
    async handle(origin, req, res) {
      try {
        await serve(origin, req, res)
      } catch (thrown) {
        if (res.headersSent || res.destroyed) return void res.destroy()
        refuse(thrown, req, res, log)
      }
    },
    async close() {
      stopAnnouncing()
      await modern.close()
    },
  }
}

/** The SDK's own classification, so that this routing cannot disagree with its handler. */
function isInitializeEra(req: IncomingMessage, body: unknown): boolean {
  const header = (name: string) => {
    const value = req.headers[name]
    return typeof value === 'string' ? value : undefined
  }
  const protocolVersionHeader = header('mcp-protocol-version')
  const mcpMethodHeader = header('mcp-method')
  const mcpNameHeader = header('mcp-name')
  const { kind } = classifyInboundRequest({
    httpMethod: 'POST',
    ...(protocolVersionHeader !== undefined && { protocolVersionHeader }),
    ...(mcpMethodHeader !== undefined && { mcpMethodHeader }),
    ...(mcpNameHeader !== undefined && { mcpNameHeader }),
    body,
  })
  return kind === 'legacy'
}

const insufficientScope = (scope: string) => ({
  error: 'insufficient_scope',
  description: `This needs the permission ${scope}`,
  scope,
})

function bearerToken(req: IncomingMessage): string | undefined {
  const match = /^Bearer +([\w\-.~+/]+=*) *$/i.exec(req.headers.authorization ?? '')
  return match?.[1]
}

/** CORS for the admitted page alone; the challenge must be readable for it to sign in. */
function allowWebOrigin(webOrigin: string, res: ServerResponse): void {
  res.setHeader('access-control-allow-origin', webOrigin)
  res.setHeader('vary', 'Origin')
  res.setHeader('access-control-allow-methods', 'POST, OPTIONS')
  res.setHeader(
    'access-control-allow-headers',
    'authorization, content-type, mcp-protocol-version, mcp-method, mcp-name, mcp-session-id',
  )
  res.setHeader(
    'access-control-expose-headers',
    'www-authenticate, mcp-session-id, mcp-protocol-version',
  )
}

/** JSON-RPC codes for what fails before the protocol sees the request. */
const rpcCodes: Partial<Record<BridgeError['code'], number>> = {
  'malformed-request': -32700,
  internal: -32603,
}

const oauthErrors: Partial<Record<BridgeError['code'], string>> = {
  'token-missing': 'invalid_request',
  'token-invalid': 'invalid_token',
  'insufficient-scope': 'insufficient_scope',
}

function refuse(thrown: unknown, req: IncomingMessage, res: ServerResponse, log: Log): void {
  const reference = randomUUID().slice(0, 8)
  const error = toBridgeError(thrown, reference)
  if (error.code === 'internal') log.error('mcp.failed', { reference, error: String(thrown) })
  const oauth = oauthErrors[error.code]
  const body = oauth
    ? { error: oauth, error_description: error.message, ...error.answer() }
    : {
        jsonrpc: '2.0',
        id: null,
        error: {
          code: rpcCodes[error.code] ?? -32600,
          message: `${error.message} ${error.next}`,
          data: error.answer(),
        },
      }
  // A refused request may still be sending: do not read on, do not keep the connection for it.
  if (!req.complete) res.setHeader('connection', 'close')
  res.writeHead(error.status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  res.end(req.method === 'HEAD' ? undefined : JSON.stringify(body))
}
