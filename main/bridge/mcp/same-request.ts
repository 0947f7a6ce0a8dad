/**
 * A call that arrives twice at once has the effect of one, and both get the one answer: same token, same
 * JSON-RPC id, same bytes. "At once" is while the first is under way, or a moment later, once. The Python
 * SDK 1.12.0 to 1.13.1 sends every authorized request again as soon as it has read the first answer,
 * which it throws away; its library gets the time of a way through a tunnel and back.
 */
import type { IncomingMessage } from 'node:http'
import { isObject } from '../base/is-object.ts'
import { createSharedDelivery, type SharedDelivery } from './delivery.ts'
import type { JsonBody, WholeAnswer } from './web-adapter.ts'

/** A JSON answer, or the event stream of which each who asked gets a copy. */
export type SharedAnswer = WholeAnswer | { stream: Response }

export interface SameRequest {
  delivery: SharedDelivery
  answer: Promise<SharedAnswer>
}

export interface SameRequests {
  /** The call this one repeats; otherwise it is begun by `run`. */
  once(
    call: { key: string; text: string; repeats: boolean },
    run: (delivery: SharedDelivery) => Promise<SharedAnswer>,
  ): SameRequest
}

/** A request that no other can be the same as. */
export function alone(run: (delivery: SharedDelivery) => Promise<SharedAnswer>): SameRequest {
  const delivery = createSharedDelivery()
  return { delivery, answer: run(delivery) }
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
  const open = new Map<string, Entry>()

  function forget(key: string, entry: Entry): void {
    if (open.get(key) === entry) open.delete(key)
  }

  return {
    once({ key, text, repeats }, run) {
      const known = open.get(key)
      if (known?.text === text) {
        // Whoever asks a third time means it.
        if (known.answered) forget(key, known)
        return known
      }
      const delivery = createSharedDelivery()
      const entry: Entry = { text, delivery, answer: run(delivery), answered: false }
      open.set(key, entry)
      // An answer that broke off is not given again: what it handed out can be had anew.
      delivery.onEnd((whole) => {
        if (!whole) forget(key, entry)
      })
      entry.answer.then(
        (answer) => {
          const small = !('stream' in answer) && answer.text.length + text.length < largestKept
          if (!small || open.size > mostKept) return forget(key, entry)
          entry.answered = true
          setTimeout(() => forget(key, entry), repeats ? repeatsMs : atOnceMs).unref()
        },
        () => forget(key, entry),
      )
      return entry
    },
  }
}

/** What two requests have to share to be one; undefined for what may well be asked twice. */
export function sameCall(
  req: IncomingMessage,
  token: string,
  { value, text }: JsonBody,
): { key: string; text: string; repeats: boolean } | undefined {
  if (!isObject(value) || value['method'] !== 'tools/call') return undefined
  const { id } = value
  if (typeof id !== 'string' && typeof id !== 'number') return undefined
  const { 'mcp-protocol-version': version, 'mcp-method': method, 'mcp-name': name } = req.headers
  const key = `${typeof id} ${id} ${text.length} ${String([version, method, name])} ${token}`
  return { key, text, repeats: req.headers['user-agent']?.startsWith('python-httpx/') ?? false }
}
