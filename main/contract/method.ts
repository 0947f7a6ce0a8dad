/** How a method of the contract is written down, and the pieces that all areas use. */
import { z } from 'zod'

export const method = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({
  params,
  result,
})

export const nothing = z.object({})
export const isoTime = z.string()
export const participantId = z.string().min(1).max(32)
export const limit = z.number().int().min(1).max(500).optional()

/** One thing that went wrong, in the words of the catalogue. */
export const problemSchema = z.object({
  code: z.string(),
  /** What happened. */
  sentence: z.string(),
  side: z.enum(['bridge', 'client', 'owner', 'network', 'provider']),
  /** The next step. */
  action: z.string(),
  /** A page that opens where the next step is done; null when there is none. */
  link: z.string().nullable(),
})

/** What recomputing a hash chain found: all of it, or the first entry that does not fit. */
export const chainCheckSchema = z.union([
  z.object({ ok: z.literal(true), entries: z.number() }),
  z.object({ ok: z.literal(false), brokenAt: z.number() }),
])
