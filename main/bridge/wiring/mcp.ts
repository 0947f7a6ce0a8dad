/** MCP as a part of the bridge: one set of tools over the conversation, by HTTP and by the local link. */
import type { Conversation, ConversationLimits } from '../conversation/types.ts'
import type { RequestWatch } from '../traffic/observed-request.ts'
import type { CallerCheck } from '../mcp/caller.ts'
import { eventsWhileLowered } from '../mcp/crossing.ts'
import { createMcpEndpoint, type McpEndpoint } from '../mcp/over-http/endpoint.ts'
import { createLocalLinks, type LocalLinks } from '../mcp/link/local-link.ts'
import { createCallRecord } from '../mcp/over-http/record-calls.ts'
import type { OwnerPage } from '../mcp/card/owner-page.ts'
import { createPlainLane } from '../mcp/over-http/plain-lane.ts'
import { createRunTool, type RunToolDeps } from '../mcp/run-tool.ts'
import { createMcpServers, serverInfo } from '../mcp/server.ts'
import { scopeOfTool, toolsWithContent, toolWaits } from '../mcp/tool-call.ts'
import { tools } from '../mcp/tools/all.ts'
import type { EventsSide } from './events.ts'
import type { AuthorizationServer, TokenCheck } from '../oauth/types.ts'
import type { Guarded } from '../guarded/types.ts'
import type { Talks } from '../talk/talk-types.ts'
import type { LedgerWriter } from '../ledger/types.ts'
import type { Presence } from '../presence/types.ts'
import type { Log } from '../base/ports.ts'
import type { Position } from '../settings/position.ts'
import { linkBound } from '../settings/link-bounds.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { messageRequestBytes, requestBytes } from '../settings/request-size.ts'
import type { TrafficRecorder } from '../traffic/types.ts'

export interface McpSideDeps {
  conversation: Conversation
  talks: Talks
  guarded: Guarded
  ledger: LedgerWriter
  presence: Presence
  position: Position
  authorization: AuthorizationServer
  webhooks: EventsSide
  settings: Pick<SettingsStore, 'get'>
  recorder: TrafficRecorder
  watch: RequestWatch
  ownerPage: OwnerPage
  /** Read at each use: the owner may change them. */
  limits: ConversationLimits
  version: string
  log: Log
}

export interface McpSide {
  endpoint: McpEndpoint
  links: LocalLinks
}

export function createMcpSide(deps: McpSideDeps): McpSide {
  const { conversation, talks, guarded, presence, position, authorization, recorder, watch } = deps
  const { webhooks, limits, version, log } = deps
  const heard = eventsWhileLowered(conversation, position)
  const largeTools = toolsWithContent(tools)
  const requestLimits = () => ({
    small: messageRequestBytes(limits),
    large: requestBytes(limits),
    largeTools,
  })
  const { ownerPage } = deps
  const wakes: RunToolDeps['wakes'] = (participant, message) =>
    webhooks.wakes(participant, message && { ...message, line: '' })
  const toolDeps = {
    conversation,
    talks,
    guarded,
    ledger: deps.ledger,
    presence,
    crossing: position,
    ownerPage,
    wakes,
    tellsTurn: webhooks.tellsTurn,
    version,
    log,
  }
  const runTool = createRunTool(toolDeps)
  const makeServer = createMcpServers({ ...toolDeps, events: webhooks }, runTool)
  const endpoint = createMcpEndpoint({
    makeServer,
    plainLane: createPlainLane({ runTool, serverInfo: serverInfo(version) }),
    scopeOfTool: scopeOfTool(tools),
    toolWaits: toolWaits(tools),
    conversation: heard,
    verify: (origin, token) => asCaller(origin.url, authorization.verifyAccessToken(origin, token)),
    challenge: authorization.challenge,
    requestLimits,
    record: createCallRecord({
      recorder,
      firstCall: authorization.story.firstCall,
      watch,
    }),
    log,
  })
  authorization.onEvent(({ type }) => {
    if (type === 'clients') void endpoint.recheck()
  })
  const links = createLocalLinks({
    makeServer,
    conversation: heard,
    requestLimits,
    boundOf: (participant) => linkBound(deps.settings.get(), participant),
    recorder,
    log,
  })
  return { endpoint, links }
}

function asCaller(
  origin: string,
  check: TokenCheck | Promise<TokenCheck>,
): CallerCheck | Promise<CallerCheck> {
  return check instanceof Promise
    ? check.then((checked) => toCallerCheck(origin, checked))
    : toCallerCheck(origin, check)
}

function toCallerCheck(origin: string, check: TokenCheck): CallerCheck {
  if (!check.ok) return check
  const { clientId, clientName, vendor, provenVendor, participant, scopes, reads, grant } =
    check.token
  // Named one by one: a rest and a spread on every call cost more than the checks before.
  return {
    ok: true,
    caller: {
      clientId,
      clientName,
      vendor,
      provenVendor,
      participant,
      scopes,
      reads,
      signIn: { grant, origin },
      via: 'http',
    },
  }
}
