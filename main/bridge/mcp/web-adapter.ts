/**
 * Between node:http and the web-standard handlers of the SDK. Only the headers the protocol reads
 * cross over, and the body crosses as parsed JSON, because this is the hot path.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { drained } from '../base/drained.ts'
import { BridgeError } from '../base/errors.ts'
import { createShapeMeter } from './json-shape.ts'

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
  const declared = Number(req.headers['content-length'] ?? 0)
  if (declared > limit) throw new BridgeError('body-too-large', { limit })
  const chunks: Buffer[] = []
  const meter = createShapeMeter()
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new BridgeError('body-too-large', { limit })
    const problem = meter.add(chunk)
    if (problem !== undefined) throw new BridgeError('malformed-request', { reason: problem })
    chunks.push(chunk)
  }
  const [only] = chunks
  const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks)
  admit?.(whole)
  const text = whole.toString('utf8')
  try {
    return { value: JSON.parse(text), text, bytes: size }
  } catch {
    throw new BridgeError('malformed-request', { reason: 'the body is not valid JSON' })
  }
}

/** What an answer was: of a stream, the beginning of its text. */
export interface Written {
  text: string
  bytes: number
}

/** Characters told of an event stream. */
const streamTold = 16 * 1024

/** An answer that is all there. */
export interface WholeAnswer {
  status: number
  headers: Iterable<readonly [name: string, value: string]>
  text: string
}

/** The whole of a web Response; of an event stream, the stream. */
export async function wholeAnswer(response: Response): Promise<WholeAnswer | { stream: Response }> {
  if (isEventStream(response)) return { stream: response }
  const { status, headers } = response
  return { status, headers, text: response.body ? await response.text() : '' }
}

export function writeWhole({ status, headers, text }: WholeAnswer, res: ServerResponse): Written {
  for (const [name, value] of headers) res.setHeader(name, value)
  res.statusCode = status
  res.end(text === '' ? undefined : text)
  return { text, bytes: Buffer.byteLength(text) }
}

/** Writes an event stream as it comes. */
export async function writeStream(response: Response, res: ServerResponse): Promise<Written> {
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
    if (written.text.length < streamTold) written.text += decoder.decode(value, { stream: true })
    if (!res.write(value)) await drained(res)
  }
  res.end()
  return written
}

const isEventStream = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
