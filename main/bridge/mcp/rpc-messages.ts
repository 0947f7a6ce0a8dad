/** What a JSON-RPC message is about, and how one was answered: for the record of traffic. */
import { catalogue, isErrorCode } from '../base/errors.ts'
import { isObject } from '../base/is-object.ts'
import type { TrafficEnd, TrafficOutcome } from '../traffic/types.ts'

/** A request or a notification. */
export interface RpcCall {
  id: string | number | undefined
  method: string
  /** The name of the tool or prompt, the address of the resource. */
  target: string
}

/** Its hand-ins may be closed letters, and then the record must not have a word of them. */
const closed = 'take_turn'

/** The text of a call as it may be kept: what is handed in in a talk is left out. */
export function keptText(call: RpcCall, message: unknown, text: string): string {
  if (call.method.startsWith('events/')) return withoutDelivery(message, text)
  if (call.target !== closed) return text
  const { params, ...rest } = message as {
    params?: { arguments?: { talk?: unknown; turn?: unknown } }
  }
  const { talk, turn } = params?.arguments ?? {}
  const known = {
    ...(typeof talk === 'string' && { talk: talk.slice(0, 32) }),
    ...(typeof turn === 'number' && { turn }),
  }
  const kept = { name: closed, arguments: { ...known, '…': 'what is handed in is not kept here' } }
  return JSON.stringify({ ...rest, params: kept })
}

/** The address of a callback leads to one chat of one person, and the secret beside it signs. */
function withoutDelivery(message: unknown, text: string): string {
  const { params, ...rest } = message as { params?: Record<string, unknown> }
  if (!isObject(params) || params['delivery'] === undefined) return text
  return JSON.stringify({ ...rest, params: { ...params, delivery: 'not kept here' } })
}

/** The call in a message; undefined for answers and for what is no message at all. */
export function callIn(message: unknown): RpcCall | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { id, method, params } = message as { id?: unknown; method?: unknown; params?: unknown }
  if (typeof method !== 'string') return undefined
  const known = typeof id === 'string' || typeof id === 'number' ? id : undefined
  return { id: known, method, target: targetOf(params) }
}

function targetOf(params: unknown): string {
  if (typeof params !== 'object' || params === null) return ''
  const { name, uri } = params as { name?: unknown; uri?: unknown }
  if (typeof name === 'string') return name
  return typeof uri === 'string' ? uri : ''
}

export type Verdict = Pick<TrafficEnd, 'outcome' | 'code'>

const ok: Verdict = { outcome: 'ok', code: null }

/**
 * How the call with this id was answered, by the text of the answer. Nearly every answer is good
 * and not parsed: inside strings of JSON these quotes would be escaped.
 */
export function verdictOn(text: string, id: RpcCall['id']): Verdict {
  if (!text.includes('"error":') && !text.includes('"isError":true')) return ok
  const answers = text.startsWith('{') || text.startsWith('[') ? [text] : eventsIn(text)
  const messages = answers.flatMap(parse)
  for (const answer of messages) {
    const own = (answer as { id?: unknown }).id === id || messages.length === 1
    const verdict = own ? verdictOnMessage(answer) : ok
    if (verdict.outcome !== 'ok') return verdict
  }
  return ok
}

/** The same for an answer that is at hand as an object. */
export function verdictOnMessage(answer: object): Verdict {
  const { error, result } = answer as {
    error?: { data?: { code?: unknown } }
    result?: { isError?: unknown; _meta?: Record<string, { code?: unknown } | undefined> }
  }
  if (error) return failed(error.data?.code)
  return result?.isError === true ? failed(result._meta?.['drawbridge/error']?.code) : ok
}

function failed(code: unknown): Verdict {
  if (typeof code !== 'string' || !isErrorCode(code)) return { outcome: 'failed', code: null }
  // Who may not is refused; what went wrong for somebody who may has failed.
  const refused = [401, 403, 429].includes(catalogue[code].status)
  return { outcome: refused ? 'refused' : 'failed', code }
}

/** The outcome of a request that was not let in or not understood, by its HTTP status. */
export const outcomeOf = (status: number): TrafficOutcome => (status < 500 ? 'refused' : 'failed')

const eventsIn = (stream: string): string[] =>
  stream.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : []))

function parse(text: string): object[] {
  try {
    const value: unknown = JSON.parse(text)
    const messages: unknown[] = Array.isArray(value) ? value : [value]
    return messages.filter((one): one is object => typeof one === 'object' && one !== null)
  } catch {
    return []
  }
}
