/**
 * MCP over a local stream: the other end of the stdio link that Claude Desktop and Claude Code start.
 * The stream has already proven that it belongs to the owner; here it only speaks MCP.
 */
import type { Duplex } from 'node:stream'
import { ResourceNotFoundError, type Server } from '@modelcontextprotocol/server'
import {
  serveStdio,
  StdioServerTransport,
  type StdioServerHandle,
} from '@modelcontextprotocol/server/stdio'
import type { JSONRPCMessage } from '@modelcontextprotocol/server'
import type { Conversation } from '../conversation/types.ts'
import { systemClock, type Clock, type Log } from '../base/ports.ts'
import { allScopes, type Caller } from './caller.ts'
import { changedFor, mayHearOf } from './changes.ts'
import type { TrafficRecorder } from '../traffic/types.ts'
import { requireShortNames } from './envelope.ts'
import { isObject } from '../base/is-object.ts'
import { createLinkDeliveries } from './delivery.ts'
import { createFinishingStream } from './finishing-stream.ts'
import { forgiveParams } from './forgiving.ts'
import { createLineGuard } from './line-guard.ts'
import type { RequestLimits } from './request-limits.ts'
import { recordLink } from './record-link.ts'
import type { MakeServer } from './server.ts'
import { callIn } from './rpc-messages.ts'
import { asksToListen, honourable } from './subscriptions.ts'
import { checked, narrowed, watched, type Watcher } from './watched-transport.ts'

/** A program that the bridge runs for one turn, as its link knows it. */
export interface SeatOfLink {
  title: string
  called(tool: string): void
  answered(): void
}

/** Who is at the other end of a link. */
export interface LinkProgram {
  participant: string
  /** Null until it has said it. */
  program: string | null
}

export interface LocalLinks {
  /** Serves one connection until either side ends it. */
  serve(stream: Duplex, participant: string, seat?: SeatOfLink): void
  /** Whom the open links speak as, one entry per link. */
  participants(): string[]
  /** The programs at the open links, by the names they gave when they connected. */
  programs(): LinkProgram[]
  /** When the last link of each program closed, of those that have none open now. */
  closed(): (LinkProgram & { at: string })[]
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

export function createLocalLinks(deps: {
  makeServer: MakeServer
  conversation: Pick<Conversation, 'onEvent'>
  /** Of one line; what is larger, or costs too much to read, ends the link. */
  requestLimits: () => RequestLimits
  /** Told of every message. */
  recorder?: TrafficRecorder
  clock?: Clock
  log: Log
}): LocalLinks {
  const { makeServer, conversation, requestLimits, recorder, clock = systemClock, log } = deps
  const open = new Map<StdioServerHandle, LinkProgram>()
  const ended = new Map<string, LinkProgram & { at: number }>()
  const keyOf = ({ participant, program }: LinkProgram) => `${participant} ${program ?? ''}`
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }

  /** Until it has said its name, a new link of a participant may be any of its programs. */
  const isBack = ({ participant, program }: LinkProgram) =>
    [...open.values()].some(
      (link) =>
        link.participant === participant && (link.program === null || link.program === program),
    )

  return {
    serve(stream, participant, seat) {
      const caller = linkCaller(participant, seat)
      const limits = requestLimits()
      const guard = createLineGuard(requestLimits, (reason) => {
        log.warn('link.refused', { participant, reason })
        stream.destroy()
      })
      const finishing = createFinishingStream(stream, guard)
      const lines = new StdioServerTransport(finishing.input, stream, {
        maxBufferSize: limits.large + limits.small,
      })
      const transport = checked(lines, (message) => {
        requireShortNames(message)
        forgiveParams(message)
      })
      const recorded = recorder && recordLink(recorder, caller)
      const deliveries = createLinkDeliveries()
      const me: LinkProgram = { participant, program: null }
      const heard: Watcher = {
        received(message) {
          const name = nameIn(message)
          if (name !== undefined && me.program === null) {
            me.program = name
            changed()
          }
          if (!('method' in message) || message.method !== 'notifications/cancelled') return
          const { requestId } = message.params ?? {}
          if (typeof requestId === 'string' || typeof requestId === 'number') {
            deliveries.cancelled(requestId)
          }
        },
        sent(message) {
          if (!('method' in message) && message.id !== undefined) deliveries.written(message.id)
        },
      }
      const seen = watched(recorded ? watched(transport, recorded) : transport, heard)
      const handle = serveStdio(
        ({ era }) => {
          const server = makeServer(caller, { notifies: true, deliveryOf: deliveries.of })
          announceChanges(server, caller, conversation, era === 'legacy')
          return server
        },
        {
          transport: finishing.watch(
            narrowed(seat ? watched(seen, watchSeat(seat)) : seen, (message) =>
              asksToListen(message) ? honourable(caller, message) : message,
            ),
          ),
          onerror: (error) => log.debug('link.error', { error: error.message }),
        },
      )
      open.set(handle, me)
      changed()
      finishing.input.once('close', () => stream.end())
      stream.once('close', () => {
        open.delete(handle)
        ended.set(keyOf(me), { ...me, at: clock.now() })
        recorded?.closed()
        deliveries.close()
        changed()
        void handle.close()
      })
    },
    participants: () => [...open.values()].map(({ participant }) => participant),
    programs: () => [...open.values()],
    closed() {
      return [...ended.values()]
        .filter((link) => !isBack(link))
        .map(({ at, ...link }) => ({ ...link, at: new Date(at).toISOString() }))
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await Promise.all([...open.keys()].map((handle) => handle.close()))
    },
  }
}

const linkCaller = (participant: string, seat: SeatOfLink | undefined): Caller => ({
  participant,
  clientId: 'local-link',
  clientName: seat ? `${seat.title}, run by the bridge` : 'Local link',
  vendor: 'local',
  scopes: new Set<string>(allScopes),
  // Whoever starts the link is the owner and could read the data folder itself.
  reads: 'whole',
  via: 'link',
  ...(seat && { seat: true }),
})

const watchSeat = (seat: SeatOfLink): Watcher => ({
  received(message) {
    const call = callIn(message)
    if (call?.method === 'tools/call') seat.called(call.target)
  },
  sent: seat.answered,
})

/**
 * Tells the client about changed resources. In the 2026-07-28 era the SDK filters by what is left of the
 * client's subscriptions/listen; in the initialize era the client subscribes to single resources.
 */
function announceChanges(
  server: Server,
  caller: Caller,
  conversation: Pick<Conversation, 'onEvent'>,
  bySubscription: boolean,
): void {
  const subscribed = new Set<string>()
  if (bySubscription) {
    server.setRequestHandler('resources/subscribe', ({ params }) => {
      if (!mayHearOf(caller, params.uri)) throw new ResourceNotFoundError(params.uri)
      subscribed.add(params.uri)
      return {}
    })
    server.setRequestHandler('resources/unsubscribe', ({ params }) => {
      subscribed.delete(params.uri)
      return {}
    })
  }
  const stopListening = conversation.onEvent((event) => {
    const { updated, listChanged } = changedFor(caller, event)
    for (const uri of updated) {
      if (!bySubscription || subscribed.has(uri)) {
        void server.sendResourceUpdated({ uri }).catch(() => {})
      }
    }
    if (listChanged) void server.sendResourceListChanged().catch(() => {})
  })
  server.onclose = stopListening
}

/** What the program calls itself: in `initialize`, or with each request in the era of 2026-07-28. */
function nameIn(message: JSONRPCMessage): string | undefined {
  if (!('method' in message) || !isObject(message.params)) return undefined
  const { clientInfo, _meta: meta } = message.params
  const said =
    message.method === 'initialize'
      ? clientInfo
      : isObject(meta) && meta['io.modelcontextprotocol/clientInfo']
  const name = isObject(said) ? said['name'] : undefined
  return typeof name === 'string' && name !== '' ? name.slice(0, 64) : undefined
}
