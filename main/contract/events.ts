/** Who is told of events, and how that goes. */
import { z } from 'zod'
import { isoTime, method, nothing, participantId } from './method.ts'

export const eventSubscriptionSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  client: z.string(),
  participant: participantId,
  event: z.enum(['message.received', 'turn.yours', 'talk.ended', 'file.changed']),
  /** What it filters by; empty for everything of its kind. */
  filter: z.record(z.string(), z.string()),
  /** Where events go: the host alone, because the rest of the address is a secret. */
  host: z.string(),
  /**
   * `retrying`: the last delivery failed. `held`: the subscriber refuses, and nothing is sent until it
   * subscribes again. `away`: its address is not there at the moment. `raised`: nothing crosses.
   */
  state: z.enum(['live', 'retrying', 'held', 'away', 'raised']),
  createdAt: isoTime,
  /** It ends unless it is refreshed before. */
  refreshBefore: isoTime,
  delivered: z.number(),
  refused: z.number(),
  /** Events on their way. */
  waiting: z.number(),
  lastAt: isoTime.nullable(),
  /** "taken", "answered 503", "it did not answer in time". */
  lastOutcome: z.string().nullable(),
})

export const eventMethods = {
  'events.list': method(
    nothing,
    z.object({
      subscriptions: z.array(eventSubscriptionSchema),
      /** What to say to ChatGPT so that it subscribes. */
      sentence: z.string(),
    }),
  ),
  'events.end': method(z.object({ id: z.string() }), z.object({ ended: z.boolean() })),
} as const
