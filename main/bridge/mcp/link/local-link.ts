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
import type { Conversation } from '../../conversation/types.ts'
import { systemClock, type Clock, type Log } from '../../base/ports.ts'
import { allScopes, type Caller } from '../caller.ts'
import { changedFor, mayHearOf } from '../notifications/changes.ts'
import type { TrafficRecorder } from '../../traffic/types.ts'
import { requireShortNames } from '../limits/envelope.ts'
import { isObject } from '../../base/is-object.ts'
import { createLinkDeliveries } from '../delivery.ts'
import { createFinishingStream } from './finishing-stream.ts'
import { forgiveParams } from '../forgiving.ts'
import { createLineGuard } from './line-guard.ts'
import type { RequestLimits } from '../limits/request-limits.ts'
import { recordLink } from './record-link.ts'
import type { MakeServer } from '../server.ts'
import { callIn } from '../rpc-messages.ts'
import { asksToListen, honourable } from '../notifications/subscriptions.ts'
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

/** What the owner lets the links of a participant do. */
export interface LinkBound {
  mayWrite: boolean
  reads: Caller['reads']
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
  /** Ends the open links of a participant, but not programs the bridge runs for a turn; returns how many. */
  closeOf(participant: string): number
  close(): Promise<void>
}

export function createLocalLinks(deps: {
  makeServer: MakeServer
  conversation: Pick<Conversation, 'onEvent'>
  /** Of one line; what is larger, or costs too much to read, ends the link. */
  requestLimits: () => RequestLimits
  /** What the links of a participant may do, asked at each call; everything when left out. */
  boundOf?: (participant: string) => LinkBound
  /** Told of every message. */
  recorder?: TrafficRecorder
  clock?: Clock
  log: Log
}): LocalLinks {
  const { makeServer, conversation, requestLimits, recorder, clock = systemClock, log } = deps
  const { boundOf = unbound } = deps
  const open = new Map<StdioServerHandle, LinkProgram>()
  /** How to end each, of those that are no program the bridge runs. */
  const streams = new Map<StdioServerHandle, Duplex>()
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
      const caller = seat ? seatCaller(participant, seat) : linkCaller(participant, boundOf)
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
      if (!seat) streams.set(handle, stream)
      changed()
      finishing.input.once('close', () => stream.end())
      stream.once('close', () => {
        open.delete(handle)
        streams.delete(handle)
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
    closeOf(participant) {
      const theirs = [...streams].filter(
        ([handle]) => open.get(handle)?.participant === participant,
      )
      for (const [, stream] of theirs) stream.destroy()
      return theirs.length
    },
    async close() {
      await Promise.all([...open.keys()].map((handle) => handle.close()))
    },
  }
}

const unbound = (): LinkBound => ({ mayWrite: true, reads: 'whole' })

const everything: ReadonlySet<string> = new Set<string>(allScopes)
const readingOnly: ReadonlySet<string> = new Set<string>(
  allScopes.filter((scope) => scope.endsWith(':read')),
)

/** What it may do is looked up at each call, so that narrowing an open link counts at once. */
const linkCaller = (participant: string, boundOf: (id: string) => LinkBound): Caller => ({
  participant,
  clientId: 'local-link',
  clientName: 'Local link',
  vendor: 'local',
  get scopes() {
    return boundOf(participant).mayWrite ? everything : readingOnly
  },
  get reads() {
    return boundOf(participant).reads
  },
  via: 'link',
})

/** A program the bridge runs has to hand in its turn; what it may do is decided with its seat. */
const seatCaller = (participant: string, { title }: SeatOfLink): Caller => ({
  participant,
  clientId: 'local-link',
  clientName: `${title}, run by the bridge`,
  vendor: 'local',
  scopes: everything,
  reads: 'whole',
  via: 'link',
  seat: true,
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
