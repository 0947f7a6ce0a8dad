/**
 * The /mcp endpoint over real HTTP on a free port, with a real conversation. Access tokens are the
 * participant's name and the scopes given ("claude.messages_read"), so each test says who calls.
 */
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { dirname } from 'node:path'
import { onTestFinished } from 'vitest'
import { allScopes, type CallerCheck } from '../../main/bridge/mcp/caller.ts'
import { eventsWhileLowered } from '../../main/bridge/mcp/crossing.ts'
import {
  createMcpEndpoint,
  type McpEndpointDeps,
} from '../../main/bridge/mcp/over-http/endpoint.ts'
import { ownerPageAt, type OwnerPlace } from '../../main/bridge/mcp/card/owner-page.ts'
import { createPlainLane } from '../../main/bridge/mcp/over-http/plain-lane.ts'
import { createRunTool } from '../../main/bridge/mcp/run-tool.ts'
import { createMcpServers, serverInfo, type McpServersDeps } from '../../main/bridge/mcp/server.ts'
import { scopeOfTool, toolsWithContent } from '../../main/bridge/mcp/tool-call.ts'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import { createLedger } from '../../main/bridge/ledger/ledger.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { noteDisk } from '../fakes/note-disk.ts'
import { fakeCrossing } from '../fakes/crossing.ts'
import { openPresence } from '../presence/open-presence.ts'
import { guardedOver } from '../guarded/open-guarded.ts'
import { talksOver } from '../talk/open-talks.ts'
import type { StoreOptions } from '../../main/bridge/store/open-store.ts'
import { freshConversation } from '../conversation/fresh-conversation.ts'

export async function openMcpHost({
  syncFile,
  ...given
}: Pick<McpServersDeps, 'events' | 'wakes' | 'tellsTurn'> & Pick<StoreOptions, 'syncFile'> = {}) {
  const { conversation, store } = freshConversation({}, undefined, syncFile)
  const presence = openPresence(store)
  const crossing = fakeCrossing()
  const talks = talksOver(conversation, store)
  const version = '0.0.0-test'
  const ownerPage = (place: OwnerPlace) => ownerPageAt('http://127.0.0.1:7421', place)
  const guarded = guardedOver(conversation, store, talks)
  const disk = noteDisk()
  const folder = dirname(store.db.location() ?? '')
  const ledger = createLedger({ store, clock: systemClock, log: silentLog, folder, ...disk })
  onTestFinished(() => ledger.close())
  const toolDeps = {
    conversation,
    talks,
    guarded,
    presence,
    ledger,
    crossing,
    ownerPage,
    version,
    log: silentLog,
    ...given,
  }
  const runTool = createRunTool(toolDeps)
  const makeServer = createMcpServers(toolDeps, runTool)
  const revoked = new Set<string>()
  const plainLane = createPlainLane({ runTool, serverInfo: serverInfo(version) })
  const endpointDeps = {
    makeServer,
    scopeOfTool: scopeOfTool(tools),
    toolWaits: (name) => tools.some((tool) => tool.name === name && tool.waits),
    conversation: eventsWhileLowered(conversation, crossing),
    verify: (_origin, token) => (revoked.has(token) ? no('revoked') : callerOf(token)),
    challenge: (origin, error) =>
      `Bearer ${error ? `error="${error.error}", ${error.scope ? `scope="${error.scope}", ` : ''}` : ''}resource_metadata="${origin.url}/.well-known/oauth-protected-resource/mcp"`,
    requestLimits: () => ({
      small: 1024 * 1024,
      large: 40 * 1024 * 1024,
      largeTools: toolsWithContent(tools),
    }),
    log: silentLog,
  } satisfies McpEndpointDeps
  const endpoint = createMcpEndpoint({ ...endpointDeps, plainLane })
  let running = 0
  let answered = 0
  const server = createServer((req, res) => {
    running += 1
    res.once('close', () => {
      running -= 1
    })
    const { end } = res
    // As Node has it, with its several forms.
    res.end = ((...given: Parameters<typeof end>) => {
      answered += 1
      return end.apply(res, given)
    }) as typeof end
    void endpoint.handle({ url: origin, kind: 'loopback' }, req, res)
  })
  const held: (() => void)[] = []
  let holding = false
  server.on('connection', (socket) => {
    if (!holding) return
    const write = socket._write.bind(socket)
    // Node ends every cork when a response ends, so what is written has to be kept back here.
    Object.assign(socket, {
      _writev: undefined,
      _write: (...given: Parameters<Socket['_write']>) => held.push(() => write(...given)),
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(async () => {
    await endpoint.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    origin,
    url: `${origin}/mcp`,
    conversation,
    talks,
    guarded,
    ledger,
    store,
    disk,
    presence,
    crossing,
    /** Who listens to the crossing when nobody waits. */
    idleListeners: crossing.listening(),
    makeServer,
    endpoint,
    endpointDeps,
    plainLane,
    /** From now on nothing that is answered on a new connection leaves, until it is let go. */
    hold() {
      holding = true
    },
    holdNoMore() {
      holding = false
    },
    letGo() {
      for (const write of held.splice(0)) write()
    },
    /** Answers made, written or not. */
    answered: () => answered,
    /** Requests without an answer yet. */
    running: () => running,
    revoke(token: string) {
      revoked.add(token)
    },
  }
}

export type McpHost = Awaited<ReturnType<typeof openMcpHost>>

/** `claude` has every scope, `chatgpt.messages_read` one, `claude.files_read.files_write` two; `claude~own`
 * reads only its own conversation. */
function callerOf(token: string): CallerCheck {
  const [access = '', reads] = token.split('~')
  const [participant = '', ...scopes] = access.split('.')
  if (!['claude', 'chatgpt', 'guest'].includes(participant)) return no('unknown')
  return {
    ok: true,
    caller: {
      participant,
      clientId: `client-of-${participant}`,
      clientName: participant,
      signIn: { grant: participant, origin: 'https://bridge.example' },
      vendor: participant,
      provenVendor: participant,
      scopes: new Set<string>(
        scopes.length > 0 ? scopes.map((s) => s.replace('_', ':')) : allScopes,
      ),
      reads: reads === 'own' ? 'own' : 'whole',
      via: 'http',
    },
  }
}

const no = (reason: string): CallerCheck => ({ ok: false, reason })
