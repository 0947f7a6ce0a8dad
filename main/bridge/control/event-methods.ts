/** Subscriptions to events, as the owner sees and ends them. */
import type { eventMethods } from '../../contract/events.ts'
import type { SubscriptionState, Webhooks } from '../events/webhooks.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { Origins } from '../address/origins.ts'
import type { Position } from '../settings/position.ts'
import type { HandlersOf } from './handlers.ts'

export interface EventMethodsDeps {
  webhooks: Pick<Webhooks, 'list' | 'end'>
  authorization: Pick<AuthorizationServer, 'standing'>
  origins: Pick<Origins, 'list'>
  position: Pick<Position, 'get'>
}

/** Pasted into a chat that has the connector; its model then subscribes by itself. */
export const subscribeSentence =
  'Use the Drawbridge connector: subscribe to its events, and whenever somebody writes to you there or it is ' +
  'your turn in a talk, read it and answer.'

const iso = (time: number): string => new Date(time).toISOString()

export function eventHandlers(deps: EventMethodsDeps): HandlersOf<typeof eventMethods> {
  const { webhooks, authorization, origins, position } = deps

  function stateOf({ held, failures, origin }: SubscriptionState) {
    if (held !== null) return 'held'
    if (position.get() === 'raised') return 'raised'
    if (!origins.list().some(({ url }) => url === origin)) return 'away'
    return failures > 0 ? 'retrying' : 'live'
  }

  return {
    'events.list': () => ({
      sentence: subscribeSentence,
      subscriptions: webhooks.list().map((one) => ({
        id: one.id,
        clientId: one.clientId,
        client: authorization.standing(one.grant)?.clientName ?? one.clientId,
        participant: one.participant,
        event: one.event,
        filter: { ...one.filter },
        host: one.host,
        state: stateOf(one),
        createdAt: iso(one.createdAt),
        refreshBefore: iso(one.expiresAt),
        delivered: one.delivered,
        refused: one.refused,
        waiting: one.waiting,
        lastAt: one.lastAt === null ? null : iso(one.lastAt),
        lastOutcome: one.lastOutcome,
      })),
    }),
    'events.end': async ({ id }) => ({ ended: await webhooks.end(id) }),
  }
}
