/**
 * Between node:http and the web-standard handlers of the SDK. Only the headers the protocol reads
 * cross over, and the body crosses as parsed JSON, because this is the hot path.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { drained } from '../../base/drained.ts'
import { BridgeError } from '../../base/errors.ts'
import { createShapeMeter, isSmallShape, type ShapeMeter } from '../limits/json-shape.ts'

/**
 * What the SDK reads of a Request, without a body; `signal` says that nobody waits for the answer any more. A real Request
 * registers its signal in a FinalizationRegistry, which keeps all that hangs on it, the whole call,
 * until the next full garbage collection.
 */
export function toWebRequest(url: string, req: IncomingMessage, signal: AbortSignal): Request {
  const headers: Record<string, string> = {
    // Some clients name one type only; what they get is decided here, not there.
    accept: 'application/json, text/event-stream',
  }
  for (const name in req.headers) {
    const value = req.headers[name]
    if ((name === 'content-type' || name.startsWith('mcp-')) && typeof value === 'string') {
      headers[name] = value
    }
  }
  const read: Pick<Request, 'url' | 'method' | 'headers' | 'signal'> = {
    url,
    method: req.method ?? 'GET',
    headers: new Headers(headers),
    signal,
  }
  return read as Request
}

export interface JsonBody {
  value: unknown
  text: string
  bytes: number
}

/**
 * Reads and parses a JSON body. Throws `body-too-large` or `malformed-request`, as soon as it is clear.
 * `admit` sees the whole text before it is parsed.
 */
export async function readJson(
  req: IncomingMessage,
  limit: number,
  admit?: (body: Buffer) => void,
): Promise<JsonBody> {
  return parseJson(await readBody(req, limit, admit))
}

/** The same without parsing it. */
export async function readBody(
  req: IncomingMessage,
  limit: number,
  admit?: (body: Buffer) => void,
): Promise<Buffer> {
  const declared = Number(req.headers['content-length'] ?? 0)
  if (declared > limit) throw new BridgeError('body-too-large', { limit })
  // Node hands over the head before it looks at what arrived with it.
  await Promise.resolve()
  const body = wholeAlready(req, declared) ?? (await readPieces(req, limit, declared))
  admit?.(body)
  return body
}

/** The body of a request that came in one piece, as nearly all do: no event has to be waited for. */
function wholeAlready(req: IncomingMessage, declared: number): Buffer | undefined {
  if (!req.complete || req.destroyed || declared === 0 || req.readableLength !== declared) {
    return undefined
  }
  const body = req.read() as Buffer
  const problem = isSmallShape(body) ? undefined : createShapeMeter().add(body)
  if (problem !== undefined) throw new BridgeError('malformed-request', { reason: problem })
  return body
}

function readPieces(req: IncomingMessage, limit: number, declared: number): Promise<Buffer> {
  // By events: an iterator over the request costs more than all else that happens to a small one.
  return new Promise((resolve, reject) => {
    // Gone while its token was looked at: nothing will be heard of it any more.
    if (req.destroyed) throw req.errored ?? new Error('aborted')
    const chunks: Buffer[] = []
    let meter: ShapeMeter | undefined
    let size = 0

    function take(chunk: Buffer): void {
      size += chunk.length
      if (size > limit) return stop(new BridgeError('body-too-large', { limit }))
      chunks.push(chunk)
      // All of it in one piece.
      if (chunk.length === declared && isSmallShape(chunk)) return
      const problem = (meter ??= createShapeMeter()).add(chunk)
      if (problem !== undefined) stop(new BridgeError('malformed-request', { reason: problem }))
    }

    /** Reads no further; what still arrives is the server's to throw away. */
    function stop(error: unknown): void {
      req.off('data', take)
      req.pause()
      reject(error)
    }

    req.on('data', take)
    req.on('end', () => {
      const [only] = chunks
      resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks))
    })
    // A client that goes away in the middle.
    req.on('error', stop)
  })
}

/** Throws `malformed-request`. */
export function parseJson(body: Buffer): JsonBody {
  const text = body.toString('utf8')
  try {
    return { value: JSON.parse(text), text, bytes: body.length }
  } catch {
    throw new BridgeError('malformed-request', { reason: 'the body is not valid JSON' })
  }
}

/** What an answer was: of a stream, the beginning of its text. */
export interface Written {
  text: string
  bytes: number
  /** `text` is only the beginning. */
  cut?: boolean
  /** Name, value, name, value…: where the head was written at once and is not on the response. */
  head?: readonly string[]
}

/** Characters told of an event stream. */
const longestStreamText = 16 * 1024

/** An answer that is all there. */
export interface WholeAnswer {
  status: number
  headers: Iterable<readonly [name: string, value: string]>
  text: string
  /** The whole of it, where it was put together before; `text` is then the beginning, for the record. */
  pieces?: readonly (string | Buffer)[]
  /** Where the same call can be answered from it. */
  again?: Again
}

/** How an answer can be given again. */
export interface Again {
  /** Whether the same call would now be answered the same and change nothing; notes that it was made. */
  holds(): boolean
  /** The answer to the same call with this id. */
  to(id: number): WholeAnswer
}

/** The whole of a web Response; of an event stream, the stream. */
export async function wholeAnswer(response: Response): Promise<WholeAnswer | { stream: Response }> {
  if (isEventStream(response)) return { stream: response }
  const { status, headers } = response
  return { status, headers, text: response.body ? await response.text() : '' }
}

export function writeWhole(answer: WholeAnswer, res: ServerResponse): Written {
  const { status, headers, text, pieces } = answer
  const bytes = pieces ? lengthOf(pieces) : Buffer.byteLength(text)
  const alone = res.getHeaderNames().length === 0
  const head = ['x-content-type-options', 'nosniff']
  for (const [name, value] of headers) head.push(name, value)
  if (text !== '') head.push('content-length', String(bytes))
  // All at once: with headers on the response, Node has to take each of these apart first.
  res.writeHead(status, head)
  if (pieces) {
    res.cork()
    for (const piece of pieces) res.write(piece)
    res.end()
    return { text, bytes, cut: bytes > text.length, ...(alone && { head }) }
  }
  // Where each character is a byte, Node need not look for those that are not.
  res.end(text, bytes === text.length ? 'latin1' : 'utf8')
  return { text, bytes, ...(alone && { head }) }
}

const lengthOf = (pieces: readonly (string | Buffer)[]): number =>
  pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0)

/** For answers whose head is put together on the response; the others have it in theirs. */
export const forbidSniffing = (res: ServerResponse): void =>
  void res.setHeader('x-content-type-options', 'nosniff')

/** Writes an event stream as it comes. */
export async function writeStream(response: Response, res: ServerResponse): Promise<Written> {
  forbidSniffing(res)
  for (const [name, value] of response.headers) res.setHeader(name, value)
  res.statusCode = response.status
  if (!response.body) {
    res.end()
    return { text: '', bytes: 0 }
  }
  res.flushHeaders()
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  const written: Written = { text: '', bytes: 0 }
  res.once('close', () => void reader.cancel().catch(() => {}))
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    written.bytes += value.length
    if (written.text.length < longestStreamText)
      written.text += decoder.decode(value, { stream: true })
    if (!res.write(value)) await drained(res)
  }
  res.end()
  return written
}

const isEventStream = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
