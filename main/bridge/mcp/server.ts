/**
 * One MCP server instance for one caller. The SDK wants a fresh instance per HTTP request (or per
 * local connection); everything expensive is made once in createMcpServers and shared.
 */
import { Server, type ServerContext, type Tool as WireTool } from '@modelcontextprotocol/server'
import type { Delivery } from '../conversation/inbox/inbox-types.ts'
import { BridgeError } from '../base/errors.ts'
import type { Caller } from './caller.ts'
import { cardContent, cardResource, cardUri, uiExtension } from './card/card-resource.ts'
import { requireLowered } from './crossing.ts'
import { eventsExtension } from './notifications/events-list.ts'
import { answerEvents, takesEvents, type EventCalls } from './notifications/events-methods.ts'
import { instructions } from './words/instructions.ts'
import { answerInWords } from './words/params-in-words.ts'
import { getPrompt, prompts } from './prompts.ts'
import { listResources, readResource, resourceTemplates } from './resources.ts'
import type { Shown } from '../ledger/types.ts'
import { createRunTool, type RunTool, type RunToolDeps } from './run-tool.ts'
import type { ScopeChallenge } from './tool-call.ts'
import { tools } from './tools/all.ts'

export interface McpServersDeps extends RunToolDeps {
  /** Subscriptions to events; without them none are offered. */
  events?: EventCalls | undefined
}

export interface ServerOptions {
  /** Whether the transport can carry notifications about resources. */
  notifies: boolean
  /** Words a missing scope as the challenge of the origin the call came to. */
  challenge?: ScopeChallenge | undefined
  /** The way of the answer to the request with this id. */
  deliveryOf: (id: string | number) => Delivery
}

/** A server, not yet connected, that speaks for one caller. */
export type MakeServer<S = Server> = (caller: Caller, options: ServerOptions) => S

/** Tool lists hardly ever change and are the same for everyone; five minutes save round trips. */
const cacheHints = {
  'tools/list': { ttlMs: 300_000, cacheScope: 'public' },
  'prompts/list': { ttlMs: 300_000, cacheScope: 'public' },
  'resources/templates/list': { ttlMs: 300_000, cacheScope: 'public' },
  'server/discover': { ttlMs: 300_000, cacheScope: 'public' },
} as const

/** How the bridge names itself to clients. */
export const serverInfo = (version: string) => ({
  name: 'drawbridge',
  title: 'Drawbridge',
  version,
})

export function createMcpServers(
  deps: McpServersDeps,
  runTool: RunTool = createRunTool(deps),
): MakeServer {
  const { conversation, crossing, events, version, log } = deps
  let toolList: { tools: WireTool[] } | undefined
  const info = serverInfo(version)
  const capabilities = (notifies: boolean) => ({
    tools: {},
    prompts: {},
    extensions: { [uiExtension]: {} },
    resources: notifies ? { subscribe: true, listChanged: true } : {},
  })
  const options = {
    instructions,
    cacheHints,
    // Nothing here elicits, so no schema validator is ever needed; without this the SDK builds one
    // per instance.
    jsonSchemaValidator: { getValidator: neverAsked },
  }

  const notifying = { ...options, capabilities: capabilities(true) }
  const silent = { ...options, capabilities: capabilities(false) }
  const withEvents = ({ capabilities }: typeof notifying) => ({
    ...options,
    capabilities: {
      ...capabilities,
      events: {},
      extensions: { ...capabilities.extensions, [eventsExtension]: {} },
    },
  })
  const notifyingWithEvents = withEvents(notifying)
  const silentWithEvents = withEvents(silent)

  return (caller, { notifies, challenge, deliveryOf }) => {
    const offered = events && takesEvents(caller) ? events : undefined
    const plain = notifies ? notifying : silent
    const eventful = notifies ? notifyingWithEvents : silentWithEvents
    const server = new Server(info, offered ? eventful : plain)
    answerInWords(server)
    if (offered) answerEvents(server, { events: offered, caller, crossing, challenge, log })
    server.setRequestHandler(
      'tools/list',
      () => (toolList ??= { tools: tools.map(({ wire }) => wire) }),
    )
    server.setRequestHandler('tools/call', ({ params }, context) =>
      runTool(params.name, params.arguments, caller, () => context.mcpReq.signal, challenge, {
        ownName: server.getClientVersion()?.name,
        delivery: deliveryOf(context.mcpReq.id),
        progress: progressOf(context),
      }),
    )
    server.setRequestHandler('prompts/list', () => ({ prompts }))
    const enterFor = (method: string, context: ServerContext) => (shown: readonly Shown[]) =>
      runTool.enter(
        runTool.seatOf(caller, server.getClientVersion()?.name),
        method,
        shown,
        deliveryOf(context.mcpReq.id),
      )
    /** Once all it tells of is on the disk; where that fails nothing of it left. */
    const onDisk = async <T>(
      { mcpReq }: ServerContext,
      answer: () => T | Promise<T>,
    ): Promise<T> => {
      try {
        const whole = await answer()
        await conversation.settled()
        return whole
      } catch (error) {
        deliveryOf(mcpReq.id).fail()
        throw error
      }
    }
    server.setRequestHandler('prompts/get', ({ params }, context) =>
      onDisk(context, () =>
        getPrompt(
          params,
          crossing.get() === 'raised'
            ? undefined
            : runTool.seatOf(caller, server.getClientVersion()?.name),
          enterFor('prompts/get', context),
        ),
      ),
    )
    // Titles of threads and names of files are told by the list already.
    server.setRequestHandler('resources/list', (_request, context) =>
      onDisk(context, () => ({
        resources: [
          ...(crossing.get() === 'raised'
            ? []
            : listResources(conversation, caller, enterFor('resources/list', context))),
          cardResource,
        ],
      })),
    )
    server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates }))
    server.setRequestHandler('resources/read', ({ params }, context) => {
      if (params.uri === cardUri) return cardContent
      requireLowered(crossing)
      return onDisk(context, () =>
        readResource(conversation, caller, params.uri, enterFor('resources/read', context)),
      )
    })
    return server
  }
}

/** Progress only for a client that sent a token for it (MCP basic/utilities/progress). */
function progressOf(context: ServerContext): (message: string) => void {
  const token = context.mcpReq._meta?.progressToken
  if (token === undefined) return () => {}
  let progress = 0
  return (message) => {
    progress += 1
    void context.mcpReq
      .notify({
        method: 'notifications/progress',
        params: { progressToken: token, progress, message },
      })
      .catch(() => {})
  }
}

function neverAsked(): never {
  throw new BridgeError('internal', { reference: 'no-validator' })
}
