/**
 * Watches one request and its answer without taking part: whoever handles it reads and writes as
 * ever, and afterwards it is known what crossed. Of a request that is what has arrived when the watch
 * begins, which `whenWhole` makes all that matters; of an answer, what its sender noted on it.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { answerOf, type Answered } from '../base/answered.ts'
import { isObject } from '../base/is-object.ts'

/** Bytes of each body. */
const heldBytes = 16 * 1024

export interface ExchangedBody {
  /** Its beginning, when it is a text worth keeping. */
  text: string | undefined
  cut: boolean
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
  answered: Answered
}

/** Calls `done` once, when the answer has left or the client has gone. Begin before anybody reads. */
export function watchExchange(
  req: IncomingMessage,
  res: ServerResponse,
  done: (exchange: Exchange) => void,
): void {
  // Handlers rewrite these, so that what follows them sees what it should.
  const { method = '', url = '', rawHeaders, socket } = req
  const requestType = req.headers['content-type']
  const here = whatIsHere(req)
  const hereBytes = here.length
  const beginning = Buffer.from(here.subarray(0, heldBytes))
  const readBefore = socket.bytesRead
  const declared = Number(req.headers['content-length'])

  res.once('close', () => {
    const received =
      req.complete && declared >= 0 ? declared : hereBytes + socket.bytesRead - readBefore
    const answered = answerOf(res)
    done({
      method,
      url,
      requestHeaders: rawHeaders,
      request: bodyOf(requestType, beginning, received),
      status: res.headersSent ? res.statusCode : null,
      complete: res.writableFinished,
      responseHeaders: listOf(res.getHeaders()),
      response: answerBody(method, res, answered.content),
      answered,
    })
  })
}

/** What has arrived of a body; it stays for its reader. */
function whatIsHere(req: IncomingMessage): Buffer {
  const waiting: unknown = req.readableLength > 0 ? req.read() : undefined
  if (!(waiting instanceof Uint8Array)) return Buffer.alloc(0)
  req.unshift(waiting)
  return Buffer.from(waiting.buffer, waiting.byteOffset, waiting.length)
}

function answerBody(method: string, res: ServerResponse, content: unknown): ExchangedBody {
  if (method === 'HEAD') return { text: undefined, cut: false, bytes: 0 }
  const noted = Buffer.from(
    typeof content === 'string' ? content : isObject(content) ? JSON.stringify(content) : '',
  )
  const declared = Number(res.getHeader('content-length') ?? noted.length)
  return bodyOf(res.getHeader('content-type'), noted, declared)
}

const bodyOf = (type: unknown, held: Buffer, bytes: number): ExchangedBody => ({
  text: isText(type) && held.length > 0 ? held.toString('utf8', 0, heldBytes) : undefined,
  cut: bytes > heldBytes,
  bytes,
})

const textTypes =
  /^(?:application\/(?:[\w.-]+\+)?json|application\/x-www-form-urlencoded|text\/plain|text\/event-stream)\b/i

const isText = (type: unknown): boolean => typeof type === 'string' && textTypes.test(type)

const listOf = (headers: OutgoingHttpHeaders): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => [name, String(one)]),
  )
