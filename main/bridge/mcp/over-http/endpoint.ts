/**
 * The /mcp endpoint over HTTP: who is calling, may they, then the protocol. Both eras are served on
 * the one URL: 2026-07-28 through the SDK's handler, the initialize era with plain JSON answers.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  classifyInboundRequest,
  createMcpHandler,
  isJsonContentType,
  type AuthInfo,
  type McpServer,
  type Server,
} from '@modelcontextprotocol/server'
import type { Conversation } from '../../conversation/types.ts'
import type { Delivery } from '../../conversation/inbox/inbox-types.ts'
import type { Origin } from '../../address/origin.ts'
import { BridgeError } from '../../base/errors.ts'
import type { Log } from '../../base/ports.ts'
import { checkBatch } from './batches.ts'
import { createBearerToken } from './bearer-token.ts'
import type { Caller, CallerCheck } from '../caller.ts'
import type { SharedDelivery } from '../delivery.ts'
import { requireShortNames } from '../limits/envelope.ts'
import { forgiveParams } from '../forgiving.ts'
import { createLegacyLeg } from './legacy-leg.ts'
import { createOpenRequests } from './open-requests.ts'
import type { RecordCalls, RecordedRequest } from './record-calls.ts'
import { refuse } from './refusal.ts'
import {
  limitFor,
  requireLargeCall,
  requireLargeTool,
  type RequestLimits,
} from '../limits/request-limits.ts'
import { createPolls } from './polls.ts'
import { plainCallIn } from './plain-call.ts'
import type { PlainLane } from './plain-lane.ts'
import { alone, createSameRequests, sameCall, type SharedAnswer } from './same-request.ts'
import { missingScope } from './scope-gate.ts'
import { asksToListen, createSubscriptions, honourable } from '../notifications/subscriptions.ts'
import type { MakeServer } from '../server.ts'
import { admitsWebOrigin, allowWebOrigin } from './web-origins.ts'
import {
  forbidSniffing,
  parseJson,
  readBody,
  toWebRequest,
  wholeAnswer,
  writeStream,
  writeWhole,
} from './web-adapter.ts'

export interface McpEndpointDeps {
  makeServer: MakeServer<Server | McpServer>
  /** Answers plain calls; without it the SDK answers all. */
  plainLane?: PlainLane
  /** Names the scope of a tool. */
  scopeOfTool: (name: string) => string | undefined
  /** True for tools that report progress while they wait. */
  toolWaits: (name: string) => boolean
  conversation: Pick<Conversation, 'onEvent'>
  /** Checks an access token for one origin; synchronous when it has been seen before. */
  verify: (origin: Origin, token: string) => CallerCheck | Promise<CallerCheck>
  /** The WWW-Authenticate value of an origin. */
  challenge: (
    origin: Origin,
    error?: { error: string; description: string; scope?: string },
  ) => string
  /** Read at each request: the owner may change them. */
  requestLimits: () => RequestLimits
  /** Told of every request. */
  record?: RecordCalls
  log: Log
}

export interface McpEndpoint {
  /**
   * Answers one request to /mcp. `origin` is where the request came to; `letIn` hears, before
   * the body is read, that the token is good.
   */
  handle(
    origin: Origin,
    req: IncomingMessage,
    res: ServerResponse,
    letIn?: () => void,
  ): Promise<void>
  /** Call when access may have been taken away: requests under way are checked again. */
  recheck(): Promise<void>
  close(): Promise<void>
}

export function createMcpEndpoint(deps: McpEndpointDeps): McpEndpoint {
  const { makeServer, plainLane, conversation, verify, challenge, log } = deps
  const onerror = (error: Error) => log.debug('mcp.rejected', { error: error.message })
  const challengeAt = (origin: Origin) => (scope: string) =>
    challenge(origin, insufficientScope(scope))
  const serverFor = (authInfo: AuthInfo | undefined, notifies: boolean) => {
    const { caller, origin, delivery } = passFrom(authInfo)
    return makeServer(caller, {
      notifies,
      deliveryOf: () => delivery,
      challenge: challengeAt(origin),
    })
  }
  const subscriptions = createSubscriptions(conversation)
  const modern = createMcpHandler(({ authInfo }) => serverFor(authInfo, true), {
    legacy: 'reject',
    onerror,
    bus: subscriptions.bus,
  })
  const legacy = createLegacyLeg({
    makeServer: (authInfo) => serverFor(authInfo, false),
    toolWaits: deps.toolWaits,
    onerror,
  })
  const open = createOpenRequests(verify)
  const same = createSameRequests()
  const bearerToken = createBearerToken()
  const polls = createPolls()

  async function serve(
    origin: Origin,
    req: IncomingMessage,
    res: ServerResponse,
    recorded: RecordedRequest | undefined,
    letIn?: () => void,
  ) {
    const webOrigin = req.headers.origin
    if (webOrigin !== undefined) {
      if (!admitsWebOrigin(webOrigin, origin.url)) {
        throw new BridgeError('origin-refused', { origin: webOrigin.slice(0, 100) })
      }
      allowWebOrigin(webOrigin, res)
      if (req.method === 'OPTIONS') {
        forbidSniffing(res)
        res.writeHead(204).end()
        recorded?.answered({ text: '', bytes: 0 })
        return
      }
    }
    const token = bearerToken(req)
    if (token === undefined) {
      res.setHeader('www-authenticate', challenge(origin))
      throw new BridgeError('token-missing')
    }
    const checked = verify(origin, token)
    const check = checked instanceof Promise ? await checked : checked
    if (!check.ok) {
      if (check.clientId !== undefined) recorded?.disowned(check.clientId)
      const description = `The access token is not valid here: ${check.reason}`
      res.setHeader('www-authenticate', challenge(origin, { error: 'invalid_token', description }))
      throw new BridgeError('token-invalid', { reason: check.reason })
    }
    const { caller } = check
    letIn?.()
    recorded?.admitted(caller, token)
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST, OPTIONS')
      throw new BridgeError('method-not-allowed', { method: req.method ?? '' })
    }
    if (!isJsonContentType(req.headers['content-type'] ?? null)) {
      throw new BridgeError('unsupported-media-type', { expected: 'application/json' })
    }
    const limits = deps.requestLimits()
    const named = req.headers['mcp-name']
    const mayUse = (tool: string) => caller.scopes.has(deps.scopeOfTool(tool) ?? '')
    const limit = limitFor(limits, mayUse, typeof named === 'string' ? named : undefined)
    const bytes = await readBody(req, limit, (text) => requireLargeTool(text, limits))
    const poll = polls.find(req.headers, token, bytes)
    if (poll && bytes.length <= limits.small) {
      const twice = sameCall(req, token, poll.json)
      const known = twice && same.has(twice) ? undefined : poll.answer(caller)
      if (known) {
        recorded?.received(poll.json)
        const written = writeWhole(known, res)
        recorded?.answered(written)
        return
      }
    }
    const json = parseJson(bytes)
    const body = json.value
    requireLargeCall(body, json.bytes, limits)
    requireShortNames(body)
    forgiveParams(body)
    checkBatch(body, req.headers['mcp-protocol-version'])
    recorded?.received(json)
    const missing = missingScope(body, caller.scopes, deps.scopeOfTool)
    if (missing !== undefined && caller.vendor !== 'chatgpt') {
      res.setHeader('www-authenticate', challenge(origin, insufficientScope(missing)))
      throw new BridgeError('insufficient-scope', { scope: missing })
    }
    open.add(res, { origin, token, caller, closed: () => recorded?.closed() })
    const plain = plainLane && plainCallIn(req.headers, body)
    const run = (delivery: SharedDelivery): Promise<SharedAnswer> =>
      plain && plainLane.takes(plain)
        ? plainLane.answer(plain, caller, challengeAt(origin), delivery)
        : answerBySdk(delivery)
    const answerBySdk = async (delivery: SharedDelivery): Promise<SharedAnswer> => {
      const request = toWebRequest(`${origin.url}/mcp`, req, delivery.gone())
      const authInfo = toAuthInfo(token, { caller, origin, delivery })
      const leg = isInitializeEra(req, body) ? legacy : modern
      const response = asksToListen(body)
        ? subscriptions.as(caller, () =>
            leg.fetch(request, { authInfo, parsedBody: honourable(caller, body) }),
          )
        : leg.fetch(request, { authInfo, parsedBody: body })
      const answer = await wholeAnswer(await response)
      if (plain && !('stream' in answer)) plainLane.learn(plain, answer.status, answer.text)
      return answer
    }
    const call = sameCall(req, token, json)
    const { delivery, answer: answering } = call ? same.once(call, run) : alone(run)
    delivery.add(res)
    const answer = await answering
    if (!('stream' in answer) && answer.again) {
      polls.learn(req.headers, { token, caller }, json, answer.again)
    }
    const written =
      'stream' in answer
        ? await writeStream(call ? answer.stream.clone() : answer.stream, res)
        : writeWhole(answer, res)
    recorded?.answered(written)
  }

  return {
    async handle(origin, req, res, letIn) {
      const recorded = deps.record?.(origin, req, res)
      try {
        await serve(origin, req, res, recorded, letIn)
      } catch (thrown) {
        if (res.headersSent || res.destroyed) {
          res.destroy()
          recorded?.broken()
          return
        }
        const { error, bytes } = refuse(thrown, req, res, log)
        recorded?.refused(error, bytes)
      }
    },
    recheck: () => open.recheck(),
    async close() {
      subscriptions.close()
      open.close()
      await modern.close()
    },
  }
}

/** What the gate found out, carried through the SDK to the server it makes. */
interface Pass {
  caller: Caller
  origin: Origin
  delivery: Delivery
}

const toAuthInfo = (token: string, pass: Pass): AuthInfo => ({
  token,
  clientId: pass.caller.clientId,
  scopes: [...pass.caller.scopes],
  extra: { pass },
})

function passFrom(authInfo: AuthInfo | undefined): Pass {
  if (!authInfo?.extra) throw new BridgeError('token-missing')
  return authInfo.extra['pass'] as Pass
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
