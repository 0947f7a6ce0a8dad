/**
 * Everything that crosses, recorded and redacted. The panel follows by cursor: a `traffic` event
 * says that there is more (at most ten a second), `traffic.list` gives it.
 */
import { z } from 'zod'
import { isoTime, method, nothing, participantId } from './method.ts'

export const sentMessageSchema = z.object({
  id: z.string(),
  from: participantId,
  to: z.array(participantId),
  /** The first words; null where they hold something that looks like a secret, or were removed for good. */
  words: z.string().nullable(),
})

export const trafficRowSchema = z.object({
  /** Grows by every row; never used again. */
  seq: z.number(),
  at: isoTime,
  kind: z.enum(['http', 'oauth', 'mcp', 'tunnel', 'link', 'event']),
  /** The client as the owner knows it; null when nobody was identified. */
  client: z.string().nullable(),
  clientId: z.string().nullable(),
  participant: participantId.nullable(),
  /** Where it came in. */
  via: z.enum(['public', 'loopback', 'local', 'bridge']),
  /** "GET", "POST", "tools/call", "connected"… */
  method: z.string(),
  /** The path without secrets, the name of the tool, or a sentence about the tunnel. */
  target: z.string(),
  /** HTTP status; null for what has none, or is still open. */
  status: z.number().nullable(),
  outcome: z.enum(['open', 'ok', 'refused', 'failed']),
  /** Milliseconds; null while open. */
  durationMs: z.number().nullable(),
  bytesIn: z.number(),
  bytesOut: z.number(),
  /** The same for all rows of one story, such as one sign-in; null when it belongs to none. */
  flow: z.string().nullable(),
  /** Error code of the catalogue. */
  code: z.string().nullable(),
  /** What a call sent that reached its recipients; null for all others, so also for what waits at the gate. */
  message: sentMessageSchema.nullable(),
})

const headers = z.array(z.tuple([z.string(), z.string()]))
/** `text` is null where there was none or it was not kept; secrets in it are replaced by dots. */
const body = z.object({ text: z.string().nullable(), bytes: z.number(), cut: z.boolean() })

export const trafficDetailSchema = trafficRowSchema.extend({
  request: z.object({ url: z.string(), headers, body }).nullable(),
  response: z.object({ headers, body }).nullable(),
})

export const trafficMethods = {
  /**
   * Oldest first: what came, or changed (an open row that ended), after the cursor `after`; without
   * it the newest `limit`. A row that is told again has the `seq` it had. `missed`: rows after the
   * cursor are gone (pushed out, cleared, or of an earlier start), and these are the newest instead.
   */
  'traffic.list': method(
    z.object({
      after: z.number().optional(),
      limit: z.number().int().min(1).max(5_000).optional(),
    }),
    z.object({
      rows: z.array(trafficRowSchema),
      cursor: z.number(),
      /** The cursor before the oldest row kept: to list everything from there on. */
      first: z.number(),
      missed: z.boolean(),
      kept: z.number(),
    }),
  ),
  'traffic.get': method(z.object({ seq: z.number() }), trafficDetailSchema.nullable()),
  'traffic.clear': method(nothing, z.object({ cleared: z.number() })),
} as const
