/**
 * Watches one request and its answer without taking part: whoever handles it reads and writes as
 * ever, and afterwards it is known what crossed. Only the beginnings of texts are held.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** Bytes of each body. */
const heldBytes = 16 * 1024

export interface ExchangedBody {
  /** Its beginning, when it is a text worth keeping. */
  text: string | undefined
  cut: boolean
  /** The beginning of a page: for people to look at, and it carries the number of an approval. */
  page: string | undefined
  bytes: number
}

export interface Exchange {
  method: string
  url: string
  requestHeaders: readonly string[]
  request: ExchangedBody
  /** Null when the client went away before an answer began. */
  status: number | null
  /** All of the answer has left. */
  complete: boolean
  responseHeaders: readonly string[]
  response: ExchangedBody
}

/** Calls `done` once, when the answer has left or the client has gone. Begin before anybody reads. */
export function watchExchange(
  req: IncomingMessage,
  res: ServerResponse,
  done: (exchange: Exchange) => void,
): void {
  // Handlers rewrite both, so that what follows them sees what it should.
  const { method = '', url = '', rawHeaders } = req
  const requestType = req.headers['content-type']
  const received = createHolder()
  const sent = createHolder()

  // What is here already, since the listener hands requests on whole, stays for its reader.
  if (req.readableLength > 0) {
    const waiting: unknown = req.read()
    received.take(waiting, undefined)
    if (waiting instanceof Uint8Array) req.unshift(waiting)
  }
  const push = req.push.bind(req)
  req.push = (chunk: unknown, encoding?: BufferEncoding) => {
    received.take(chunk, encoding)
    return push(chunk, encoding)
  }
  const { write, end } = res as unknown as Record<'write' | 'end', Write>
  const watched = (original: Write): Write =>
    function (chunk, ...rest) {
      if (method !== 'HEAD' && !res.writableEnded) sent.take(chunk, rest[0])
      return original.call(res, chunk, ...rest)
    }
  Object.assign(res, { write: watched(write), end: watched(end) })

  res.once('close', () => {
    done({
      method,
      url,
      requestHeaders: rawHeaders,
      request: received.body(requestType),
      status: res.headersSent ? res.statusCode : null,
      complete: res.writableFinished,
      responseHeaders: listOf(res.getHeaders()),
      response: sent.body(res.getHeader('content-type')),
    })
  })
}

type Write = (chunk: unknown, ...rest: unknown[]) => unknown

function createHolder() {
  const held: Buffer[] = []
  let bytes = 0
  return {
    take(chunk: unknown, encoding: unknown): void {
      if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return
      const buffer =
        typeof chunk === 'string'
          ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
          : chunk
      const room = heldBytes - bytes
      // A copy: the buffer may be a piece of a larger one, or be written over.
      if (room > 0) held.push(Buffer.from(buffer.subarray(0, room)))
      bytes += buffer.length
    },
    body(type: unknown): ExchangedBody {
      const beginning = () => (bytes > 0 ? Buffer.concat(held).toString('utf8') : undefined)
      return {
        text: is(type, textTypes) ? beginning() : undefined,
        page: is(type, /^text\/html\b/i) ? beginning() : undefined,
        cut: bytes > heldBytes,
        bytes,
      }
    },
  }
}

const textTypes =
  /^(?:application\/(?:[\w.-]+\+)?json|application\/x-www-form-urlencoded|text\/plain|text\/event-stream)\b/i

const is = (type: unknown, types: RegExp): boolean => typeof type === 'string' && types.test(type)

const listOf = (headers: OutgoingHttpHeaders): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => [name, String(one)]),
  )
