/** One request to the sign-in routes, or to an address with nothing behind it, in the doctor's words. */
import type { BridgeError } from '../base/errors.ts'
import { isObject } from '../base/is-object.ts'
import type {
  Asker,
  ObservedRequest,
  RequestFailure,
  RequestWatch,
} from '../traffic/observed-request.ts'
import type { SignInFacts } from '../oauth/types.ts'
import type { Exchange } from './exchange.ts'

export interface AnsweredRequest {
  asker: Asker
  exchange: Exchange
  path: string
  via: 'public' | 'loopback'
  location: string | undefined
  facts: SignInFacts | undefined
  durationMs: number
}

const longestPath = 100

/** Reports a request that has been answered to the doctor. */
export function observeRequest(watch: RequestWatch, request: AnsweredRequest): void {
  const { asker, exchange, path, via, location, facts, durationMs } = request
  const { method, status, answered } = exchange
  const back = URL.parse(location ?? '', 'http://relative.invalid')?.searchParams
  const answer = isObject(answered.content) ? answered.content : {}
  const form = new URLSearchParams(exchange.request.text ?? '')
  const query = new URLSearchParams(exchange.url.slice(path.length + 1))
  const failure = answered.refusal ? failureOf(answered.refusal) : null
  const host = (asker.headers.host ?? '').toLowerCase().slice(0, longestPath)
  const foreign = failure?.code === 'unknown-origin'
  watch.observed({
    ...watch.mark(asker),
    origin: foreign ? null : `${via === 'public' ? 'https' : 'http'}://${host}`,
    foreignHost: foreign ? host : null,
    method,
    path: path.slice(0, longestPath),
    status,
    durationMs,
    stream: /text\/event-stream/i.test(asker.headers.accept ?? ''),
    clientId: facts?.clientId ?? query.get('client_id') ?? form.get('client_id'),
    client: facts?.client ?? null,
    flow: facts?.flow ?? null,
    grantType: form.get('grant_type'),
    code: back?.has('code') ?? false,
    oauthError: oauthErrorIn(answer, back),
    failure,
  })
}

function oauthErrorIn(
  answer: Record<string, unknown>,
  back: URLSearchParams | undefined,
): ObservedRequest['oauthError'] {
  const error = typeof answer['error'] === 'string' ? answer['error'] : back?.get('error')
  if (!error) return null
  const said = answer['error_description'] ?? back?.get('error_description')
  return { error, description: typeof said === 'string' ? said.slice(0, 300) : error }
}

const failureOf = ({ code, message, next }: BridgeError): RequestFailure => ({
  code,
  sentence: message,
  action: next,
})
