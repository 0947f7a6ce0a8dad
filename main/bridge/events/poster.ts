/**
 * POST to an address a client names. `node:https` and not fetch: it decodes nothing, follows nothing and
 * adds no headers. A name is looked up when the connection is made and goes only where all answers are
 * public; an address instead of a name never reaches that look-up, so it is checked here.
 */
import { Agent, request } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { errorCode } from '../base/error-code.ts'
import { publicLookup } from '../base/public-lookup.ts'
import { isPublicName, isSpecialAddress } from '../base/special-addresses.ts'
import { CallbackError } from './callback-error.ts'

export interface PosterAnswer {
  status: number
  text: string
  /** Seconds, where it says when to come back. */
  retryAfter: number | null
}

export interface Poster {
  /** The address as it will be called. Throws CallbackError for one that is never called. */
  check(url: string): URL
  /** Rejects with a CallbackError unless there is a whole answer. */
  post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<PosterAnswer>
  close(): void
}

export interface PosterOptions {
  /** Certificates to trust instead of the usual ones, and who may be called besides the public: for tests. */
  ca?: string
  admits?: (hostname: string) => boolean
  deadlineMs?: number
}

const longestUrl = 2_048
const largestAnswer = 4 * 1024
/** Of one host; kept for the next event, because a new one costs more than the event. */
const connections = 16

export function createPoster(options: PosterOptions = {}): Poster {
  const { ca, admits = () => false, deadlineMs = 10_000 } = options
  const agent = new Agent({
    keepAlive: true,
    maxSockets: connections,
    maxFreeSockets: connections,
    // No limit over all hosts: it would count idle connections too, so that one subscriber's could keep
    // the calls to another's waiting. How many are called at once is bounded where they are sent from.
    timeout: deadlineMs,
    lookup: publicLookup(() => new CallbackError('blocked_address')),
    ...(ca !== undefined && { ca }),
  })

  function check(given: string): URL {
    const url = given.length <= longestUrl ? URL.parse(given) : null
    if (!url || url.username !== '' || url.password !== '' || url.hash !== '') {
      throw new CallbackError('invalid_url')
    }
    if (url.protocol !== 'https:') throw new CallbackError('insecure_url')
    const host = url.hostname.replaceAll(/[[\]]/g, '')
    if (admits(host)) return url
    if (isIP(host) === 0 ? !isPublicName(host) : isSpecialAddress(host)) {
      throw new CallbackError('blocked_address')
    }
    return url
  }

  return {
    check,
    post(given, body, headers) {
      return new Promise((resolve, reject) => {
        const url = check(given)
        const signal = AbortSignal.timeout(deadlineMs)
        const call = request(
          url,
          {
            method: 'POST',
            agent,
            signal,
            headers: {
              ...headers,
              'content-length': String(Buffer.byteLength(body)),
              'accept-encoding': 'identity',
            },
          },
          (answer) => {
            read(answer).then(resolve, (error: unknown) => {
              call.destroy()
              reject(asCallbackError(error, signal))
            })
          },
        )
        call.on('error', (error) => reject(asCallbackError(error, signal)))
        call.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}

async function read(answer: IncomingMessage): Promise<PosterAnswer> {
  const encoding = answer.headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity') throw new CallbackError('encoded_answer')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestAnswer) throw new CallbackError('answer_too_large')
    chunks.push(chunk)
  }
  const retryAfter = /^\d{1,6}$/.exec(answer.headers['retry-after'] ?? '')
  return {
    status: answer.statusCode ?? 0,
    text: Buffer.concat(chunks).toString('utf8'),
    retryAfter: retryAfter ? Number(retryAfter[0]) : null,
  }
}

function asCallbackError(error: unknown, signal: AbortSignal): CallbackError {
  if (error instanceof CallbackError) return error
  const late = signal.aborted || errorCode(error) === 'ETIMEDOUT'
  return new CallbackError(late ? 'timeout' : 'connection_failed', { cause: error })
}
