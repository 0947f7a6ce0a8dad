/** One request to the sign-in routes, or to an address with nothing behind it, in the doctor's words. */
import type { Asker, Knock, KnockFailure, KnockWatch } from '../traffic/observed-request.ts'
import type { SignInFacts } from '../oauth/types.ts'
import type { Exchange } from './exchange.ts'

export interface ToldRequest {
  asker: Asker
  exchange: Exchange
  path: string
  via: 'public' | 'loopback'
  location: string | undefined
  facts: SignInFacts | undefined
  durationMs: number
}

const longestPath = 100

/** Tells the watch of a request that has been answered. */
export function tellKnock(watch: KnockWatch, told: ToldRequest): void {
  const { asker, exchange, path, via, location, facts, durationMs } = told
  const { method, status } = exchange
  const back = URL.parse(location ?? '', 'http://relative.invalid')?.searchParams
  const answer = objectIn(exchange.response.text)
  const form = new URLSearchParams(exchange.request.text ?? '')
  const query = new URLSearchParams(exchange.url.slice(path.length + 1))
  const failure = failureIn(answer, exchange.response.page)
  const host = (asker.headers.host ?? '').toLowerCase().slice(0, longestPath)
  const foreign = failure?.code === 'unknown-origin'
  watch.knocked({
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
): Knock['oauthError'] {
  const error = typeof answer['error'] === 'string' ? answer['error'] : back?.get('error')
  if (!error) return null
  const said = answer['error_description'] ?? back?.get('error_description')
  return { error, description: typeof said === 'string' ? said.slice(0, 300) : error }
}

/** On a page, by itself, or inside `error`. */
function failureIn(answer: Record<string, unknown>, page: string | undefined): KnockFailure | null {
  const inside = answer['error']
  const { code, message, next } = {
    ...answer,
    ...(typeof inside === 'object' && inside !== null ? (inside as Record<string, unknown>) : {}),
  } as Record<string, unknown>
  if (typeof code === 'string') {
    return {
      code,
      sentence: typeof message === 'string' ? message : '',
      action: typeof next === 'string' ? next : '',
    }
  }
  const named = /<p class="code">([a-z-]+)</.exec(page ?? '')?.[1]
  if (named === undefined) return null
  const sentence = plain(/role="alert">([^<]{0,2000})</.exec(page ?? '')?.[1])
  return { code: named, sentence, action: plain(/<\/strong> ([^<]*)</.exec(page ?? '')?.[1]) }
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

const plain = (html = ''): string =>
  html.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity).trim()

function objectIn(text: string | undefined): Record<string, unknown> {
  if (text?.startsWith('{') !== true) return {}
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
