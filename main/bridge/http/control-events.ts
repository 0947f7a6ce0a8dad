/**
 * The event stream of the panel, as server-sent events. An event only says what changed, so nothing
 * has to be kept for a slow reader: what it misses is replaced by one `resync`, which means "ask
 * again for everything you show". Every stream begins with one.
 */
import type { ServerResponse } from 'node:http'
import type { ControlEvent } from '../../contract.ts'

/** Browsers open six connections to one host in all; these must leave room for calls. */
const STREAMS = 4

export interface ControlEvents {
  /**
   * Turns a response into an event stream. The headers have not been sent yet. Each heartbeat asks
   * `renew`: the stream keeps its session alive, and ends when the session has.
   */
  open(response: ServerResponse, renew: () => boolean): void
  publish(event: ControlEvent): void
  stop(): void
}

interface Stream {
  response: ServerResponse
  renew: () => boolean
  /** The socket is full; nothing is written until it has drained. */
  full: boolean
  missed: boolean
}

/** Hands events to every open panel, dropping rather than buffering. */
export function createControlEvents(heartbeatMs: number): ControlEvents {
  const streams = new Set<Stream>()
  let lastSeq = 0

  const write = (stream: Stream, text: string): void => {
    if (stream.full) stream.missed = true
    else stream.full = !stream.response.write(text)
  }
  const resync = (): string => frame('resync', lastSeq, { seq: lastSeq })

  const drained = (stream: Stream): void => {
    stream.full = false
    if (!stream.missed) return
    stream.missed = false
    write(stream, resync())
  }

  const heartbeat = setInterval(() => {
    for (const stream of streams) {
      if (!stream.renew()) stream.response.end()
      else if (!stream.full) write(stream, ': still here\n\n')
    }
  }, heartbeatMs)
  heartbeat.unref()

  return {
    open(response, renew) {
      const [oldest] = streams
      if (oldest && streams.size >= STREAMS) {
        // Its panel stays closed until somebody looks at it again.
        streams.delete(oldest)
        oldest.response.end(frame('replaced', lastSeq, {}))
      }
      const stream = { response, renew, full: false, missed: false }
      streams.add(stream)
      response.on('drain', () => drained(stream))
      response.on('close', () => streams.delete(stream))
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      write(stream, resync())
    },
    publish(event) {
      lastSeq = event.seq
      for (const stream of streams) write(stream, frame('change', event.seq, event))
    },
    stop() {
      clearInterval(heartbeat)
      for (const { response } of streams) response.end()
      streams.clear()
    },
  }
}

const frame = (name: string, seq: number, data: object): string =>
  `id: ${seq}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
