/**
 * A call that arrives twice at once has the effect of one, and both get the one answer: same token, same
 * JSON-RPC id, same bytes. "At once" is while the first is under way, or a moment later, once. The Python
 * SDK 1.12.0 to 1.13.1 sends every authorized request again as soon as it has read the first answer,
 * which it throws away; its library gets the time of a way through a tunnel and back.
 */
import type { IncomingMessage } from 'node:http'
import { isObject } from '../../base/is-object.ts'
import { createSharedDelivery, type SharedDelivery } from '../delivery.ts'
import type { JsonBody, WholeAnswer } from './web-adapter.ts'

/** A JSON answer, or the event stream of which each who asked gets a copy. */
export type SharedAnswer = WholeAnswer | { stream: Response }

export interface SameRequest {
  delivery: SharedDelivery
  answer: Promise<SharedAnswer>
}

export interface SameRequests {
  /** Whether this call was made just now. */
  has(call: SameCall): boolean
  /** The call this one repeats; otherwise it is begun by `run`. */
  once(call: SameCall, run: (delivery: SharedDelivery) => Promise<SharedAnswer>): SameRequest
}

/** A request that no other can be the same as. */
export function alone(run: (delivery: SharedDelivery) => Promise<SharedAnswer>): SameRequest {
  const delivery = createSharedDelivery()
  return { delivery, answer: run(delivery) }
}

/** What two requests have to share to be one. */
interface SameCall {
  token: string
  /** What is likely to be different, and short: the text is compared where this is the same. */
  key: string
  text: string
  /** Its library sends all requests twice. */
  repeats: boolean
}

interface Entry extends SameRequest {
  text: string
  answered: boolean
}

/** What is sent twice at once arrives this soon after the other was answered. */
const atOnceMs = 1_000
/** From an answer on its way through a tunnel to the repetition that follows it. */
const repeatsMs = 5_000
const mostKept = 200
const largestKept = 64 * 1024

export function createSameRequests(): SameRequests {
  /** By token, then by key: the token of a connection is one string, which is found without reading it. */
  const open = new Map<string, Map<string, Entry>>()
  let entries = 0

  function put(token: string, key: string, entry: Entry): void {
    let own = open.get(token)
    if (!own) open.set(token, (own = new Map()))
    if (!own.has(key)) entries += 1
    own.set(key, entry)
  }

  function forget(token: string, key: string, entry: Entry): void {
    const own = open.get(token)
    if (own?.get(key) !== entry) return
    own.delete(key)
    entries -= 1
    if (own.size === 0) open.delete(token)
  }

  return {
    has: ({ token, key, text }) => open.get(token)?.get(key)?.text === text,

    once({ token, key, text, repeats }, run) {
      const known = open.get(token)?.get(key)
      if (known?.text === text) {
        // Whoever asks a third time means it.
        if (known.answered) forget(token, key, known)
        return known
      }
      const delivery = createSharedDelivery()
      const entry: Entry = { text, delivery, answer: run(delivery), answered: false }
      put(token, key, entry)
      // An answer that broke off is not given again: what it handed out can be had anew.
      delivery.onEnd((whole) => {
        if (!whole) forget(token, key, entry)
      })
      entry.answer.then(
        (answer) => {
          const small = !('stream' in answer) && answer.text.length + text.length < largestKept
          if (!small || entries > mostKept) return forget(token, key, entry)
          entry.answered = true
          setTimeout(() => forget(token, key, entry), repeats ? repeatsMs : atOnceMs).unref()
        },
        () => forget(token, key, entry),
      )
      return entry
    },
  }
}

/** Undefined for what may well be asked twice. A token is of one origin and one sign-in. */
export function sameCall(
  req: IncomingMessage,
  token: string,
  { value, text }: JsonBody,
): SameCall | undefined {
  if (!isObject(value) || value['method'] !== 'tools/call') return undefined
  const { id } = value
  if (typeof id !== 'string' && typeof id !== 'number') return undefined
  const { 'mcp-protocol-version': version, 'mcp-method': method, 'mcp-name': name } = req.headers
  const key = `${typeof id} ${id} ${text.length} ${String([version, method, name])}`
  const repeats = req.headers['user-agent']?.startsWith('python-httpx/') ?? false
  return { token, key, text, repeats }
}
