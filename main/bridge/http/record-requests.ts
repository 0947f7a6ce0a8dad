/** One row of traffic per request that is no call: sign-in, and everything that was refused. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { RequestWatch } from '../traffic/observed-request.ts'
import { isOurs } from '../oauth/paths.ts'
import type { SignInStory } from '../oauth/types.ts'
import type { TrafficOutcome, TrafficRecorder } from '../traffic/types.ts'
import { watchExchange, type Exchange, type ExchangedBody } from './exchange.ts'
import { observeRequest } from './observe-request.ts'

export type RecordRequest = (
  req: IncomingMessage,
  res: ServerResponse,
  via: 'public' | 'loopback',
) => void

export function createRequestRecord(deps: {
  recorder: TrafficRecorder
  story: SignInStory
  /** Told how far clients come. */
  watch?: RequestWatch
}): RecordRequest {
  const { recorder, story, watch } = deps
  return (req, res, via) => {
    const { method = '', url = '', socket } = req
    const path = url.split('?', 1)[0] ?? ''
    const kind = isOurs(path) ? 'oauth' : 'http'
    const end = recorder.begin({ kind, via, method, target: path })
    const startedAt = performance.now()
    watchExchange(req, res, (exchange) => {
      const { status, request, response, answered } = exchange
      const location = headerOf(exchange.responseHeaders, 'location')
      const known =
        kind === 'oauth' ? story.read({ ...asRequest(exchange, path), location }) : undefined
      if (watch) {
        const durationMs = performance.now() - startedAt
        // Node takes the socket from a request that is given up while its body arrives.
        const asker = { headers: req.headers, socket }
        observeRequest(watch, { asker, exchange, path, via, location, facts: known, durationMs })
      }
      end({
        ...known,
        status,
        outcome: outcomeOf(exchange),
        code: answered.refusal?.code ?? null,
        bytesIn: request.bytes,
        bytesOut: response.bytes,
        request: {
          url,
          headers: recorder.keepHeaders(socket, exchange.requestHeaders),
          ...textOf(request),
        },
        response: {
          headers: recorder.keepHeaders(res, exchange.responseHeaders),
          ...textOf(response),
        },
      })
    })
  }
}

const asRequest = (exchange: Exchange, path: string) => ({
  method: exchange.method,
  path,
  query: exchange.url.slice(path.length + 1),
  requestBody: exchange.request.text,
  status: exchange.status,
  answer: exchange.answered.content,
})

const textOf = ({ text, cut }: ExchangedBody) => (text === undefined ? {} : { body: text, cut })

function headerOf(headers: readonly string[], name: string): string | undefined {
  const at = headers.indexOf(name)
  return at < 0 ? undefined : headers[at + 1]
}

/** An error that goes back to the client in a redirect is a refusal too (RFC 6749 §4.1.2.1). */
function outcomeOf({ status, complete, responseHeaders }: Exchange): TrafficOutcome {
  if (status === null || status >= 500 || !complete) return 'failed'
  if (status >= 400) return 'refused'
  return /[?&]error=/.test(headerOf(responseHeaders, 'location') ?? '') ? 'refused' : 'ok'
}
