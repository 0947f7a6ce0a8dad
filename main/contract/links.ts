/** The links of this computer: programs of the owner that speak as a participant without signing in. */
import { z } from 'zod'
import { method, participantId } from './method.ts'

export const linkMethods = {
  /** Ends the open links of a participant. Their programs may open new ones. */
  'links.close': method(z.object({ participant: participantId }), z.object({ closed: z.number() })),
  /** What the links of a participant may do from their next call on; kept in the settings. */
  'links.bound': method(
    z.object({
      participant: participantId,
      mayWrite: z.boolean(),
      reads: z.enum(['whole', 'own']),
    }),
    z.object({}),
  ),
} as const
