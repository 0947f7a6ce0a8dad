/**
 * Polls: a client sends the same call again and again, each with a new id. Where the answer said how long it holds, and
 * it still does, the call is known by its text and answered as before: nothing is parsed, checked or asked again.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { isObject } from '../../base/is-object.ts'
import type { Caller } from '../caller.ts'
import type { Again, JsonBody, WholeAnswer } from './web-adapter.ts'

export interface Polls {
  /** The body of a call that is answered as the one before it; undefined for all others. */
  find(headers: IncomingHttpHeaders, token: string, text: Buffer): Poll | undefined
  /** Keeps how a call was answered. */
  learn(
    headers: IncomingHttpHeaders,
    from: { token: string; caller: Caller },
    body: JsonBody,
    again: Again,
  ): void
}

export interface Poll {
  json: JsonBody
  /** Undefined when it does not hold any more, or not for this caller. */
  answer(caller: Caller): WholeAnswer | undefined
}

interface Known {
  /** The text around the id. */
  before: string
  after: string
  value: Record<string, unknown>
  headers: readonly unknown[]
  caller: Caller
  again: Again
}

/** Clients poll with one or two texts. */
const mostOfToken = 4
const mostTokens = 64
const longest = 2_048
const mostDigits = 15

export function createPolls(): Polls {
  const byToken = new Map<string, Known[]>()

  return {
    find(headers, token, bytes) {
      const known = bytes.length <= longest ? byToken.get(token) : undefined
      if (!known) return undefined
      const text = bytes.toString()
      for (const one of known) {
        const id = idBetween(text, one)
        if (id === undefined || !isSent(one.headers, headers)) continue
        return {
          json: { value: { ...one.value, id }, text, bytes: bytes.length },
          answer: (caller) =>
            isSameCaller(one.caller, caller) && one.again.holds() ? one.again.to(id) : undefined,
        }
      }
      return undefined
    },

    learn(headers, { token, caller }, { value, text, bytes }, again) {
      const around = bytes <= longest && isObject(value) ? aroundId(text, value['id']) : undefined
      if (!around || !isObject(value)) return
      const others = (byToken.get(token) ?? []).filter(
        ({ before, after }) => before !== around.before || after !== around.after,
      )
      // The one that was learned last is looked at first, and the oldest makes room.
      const known = { ...around, value, headers: sentIn(headers), caller, again }
      byToken.delete(token)
      byToken.set(token, [known, ...others.slice(0, mostOfToken - 1)])
      const [oldest] = byToken.keys()
      if (byToken.size > mostTokens && oldest !== undefined) byToken.delete(oldest)
    },
  }
}

const sentIn = (headers: IncomingHttpHeaders): unknown[] => [
  headers['mcp-protocol-version'],
  headers['mcp-method'],
  headers['mcp-name'],
]

const isSent = ([version, method, name]: readonly unknown[], headers: IncomingHttpHeaders) =>
  version === headers['mcp-protocol-version'] &&
  method === headers['mcp-method'] &&
  name === headers['mcp-name']

/**
 * The text around the id of a message, where another number in its place means another id and nothing else. A number
 * before the last brace is the last member, which is the one that counts; at the beginning no second one may follow.
 */
function aroundId(text: string, id: unknown): Pick<Known, 'before' | 'after'> | undefined {
  if (typeof id !== 'number' || digitsOf(String(id)) === undefined) return undefined
  const last = ',"id":'
  if (text.endsWith(`${last}${id}}`)) {
    return { before: text.slice(0, text.length - String(id).length - 1), after: '}' }
  }
  const first = '{"jsonrpc":"2.0","id":'
  if (!text.startsWith(`${first}${id},`)) return undefined
  const after = text.slice(first.length + String(id).length)
  return after.includes('"id"') || after.includes('\\') ? undefined : { before: first, after }
}

function idBetween(text: string, { before, after }: Known): number | undefined {
  const length = text.length - before.length - after.length
  if (length < 1 || length > mostDigits) return undefined
  if (!text.endsWith(after) || !text.startsWith(before)) return undefined
  return digitsOf(text.slice(before.length, before.length + length))
}

/** A whole number as JSON writes it, in the one spelling that comes back from it. */
function digitsOf(text: string): number | undefined {
  if (text.length > mostDigits || !/^(?:0|[1-9]\d*)$/.test(text)) return undefined
  return Number(text)
}

/** Told apart by everything that a tool may look at. */
const isSameCaller = (a: Caller, b: Caller): boolean =>
  a.clientId === b.clientId &&
  a.clientName === b.clientName &&
  a.participant === b.participant &&
  a.vendor === b.vendor &&
  a.provenVendor === b.provenVendor &&
  a.reads === b.reads &&
  a.via === b.via &&
  a.seat === b.seat &&
  a.signIn?.grant === b.signIn?.grant &&
  a.signIn?.origin === b.signIn?.origin &&
  isSameSet(a.scopes, b.scopes)

/** A sign-in has one set until its owner changes it. */
const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a === b || (a.size === b.size && [...a].every((scope) => b.has(scope)))
