/**
 * MCP Events (SEP-3415, `io.modelcontextprotocol/events`): which events there are, and subscribing to
 * them by webhook. Subscriptions outlive the request; nothing of them is kept in the server made for it.
 */
import { randomUUID } from 'node:crypto'
import { ProtocolError, ProtocolErrorCode, type Server } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { BridgeError, toBridgeError } from '../../base/errors.ts'
import type { Log } from '../../base/ports.ts'
import type { Subscriber } from '../../events/types.ts'
import type { Webhooks } from '../../events/webhooks.ts'
import type { Caller } from '../caller.ts'
import { requireLowered, type Crossing } from '../crossing.ts'
import { eventList } from './events-list.ts'
import type { ScopeChallenge } from '../tool-call.ts'

export type EventCalls = Pick<Webhooks, 'subscribe' | 'unsubscribe'>

/** The callback could not be used (the extension's own code). */
const callbackError = -32015

const anyParams = z.looseObject({})
const anyResult = z.looseObject({})

interface EventMethodsDeps {
  events: EventCalls
  caller: Caller
  crossing: Crossing
  challenge?: ScopeChallenge | undefined
  log: Log
}

/** Events belong to a sign-in: a local link has none, and is not offered them. */
export const takesEvents = ({ signIn }: Caller): boolean => signIn !== undefined

export function answerEvents(server: Server, deps: EventMethodsDeps): void {
  const { events, caller, crossing, challenge, log } = deps
  const answer = (
    method: string,
    respond: (params: z.infer<typeof anyParams>) => object | Promise<object>,
  ) =>
    server.setRequestHandler(method, { params: anyParams, result: anyResult }, async (params) => {
      try {
        return { ...(await respond(params)) }
      } catch (error) {
        throw asProtocolError(error, challenge, log)
      }
    })

  answer('events/list', ({ cursor }) => {
    if (cursor !== undefined && cursor !== null) {
      throw new BridgeError('invalid-input', { problem: 'The list has one page and no cursor.' })
    }
    return eventList()
  })
  answer('events/subscribe', (params) => {
    requireLowered(crossing)
    return events.subscribe(subscriber(caller), params)
  })
  // Also while the bridge is raised: nothing crosses by it, and less will later.
  answer('events/unsubscribe', async (params) => {
    await events.unsubscribe(subscriber(caller), params)
    return {}
  })
}

function subscriber({ clientId, participant, scopes, signIn }: Caller): Subscriber {
  if (!signIn) throw new BridgeError('token-missing')
  return { clientId, participant, scopes, ...signIn }
}

function asProtocolError(
  thrown: unknown,
  challenge: ScopeChallenge | undefined,
  log: Log,
): ProtocolError {
  const reference = randomUUID().slice(0, 8)
  const error = toBridgeError(thrown, reference)
  if (error.code === 'internal') log.error('events.failed', { reference, error: String(thrown) })
  const { reason, scope } = error.details
  // ChatGPT opens its sign-in for a challenge in the answer and not for a 403.
  const authenticate =
    error.code === 'insufficient-scope' && challenge && typeof scope === 'string'
      ? { _meta: { 'mcp/www_authenticate': [challenge(scope)] } }
      : {}
  return new ProtocolError(codeOf(error), `${error.message} ${error.next}`, {
    ...(reason !== undefined && { reason }),
    ...error.answer(),
    ...authenticate,
  })
}

function codeOf({ code }: BridgeError): number {
  if (code === 'callback-refused') return callbackError
  if (code === 'invalid-input' || code === 'unknown-event') return ProtocolErrorCode.InvalidParams
  return code === 'internal' ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidRequest
}
