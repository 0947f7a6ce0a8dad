/** Signing keys and the audit trail: what the owner checks after the fact. */
import { z } from 'zod'
import { isoTime, limit, method, nothing } from './method.ts'

export const keySchema = z.object({
  kid: z.string(),
  state: z.enum(['next', 'current', 'retired']),
  createdAt: isoTime,
  retiresAt: isoTime.nullable(),
})

export const auditEntrySchema = z.object({
  seq: z.number(),
  at: isoTime,
  kind: z.string(),
  /** The name of the client it is about, where there is one. */
  client: z.string().nullable(),
  clientId: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const keyMethods = {
  'keys.list': method(nothing, z.array(keySchema)),
  'keys.rotate': method(nothing, z.array(keySchema)),
  /** Newest first; `before` (a seq) pages backwards. */
  'audit.list': method(
    z.object({ before: z.number().optional(), limit }),
    z.array(auditEntrySchema),
  ),
} as const
