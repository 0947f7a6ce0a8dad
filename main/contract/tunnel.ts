/** The public address: what it is, how it is, and what the owner can do about it. */
import { z } from 'zod'
import { isoTime, method, nothing } from './method.ts'

export const tunnelSchema = z.object({
  mode: z.enum(['off', 'quick', 'named', 'own-url']),
  state: z.enum([
    'stopped',
    'starting',
    'connecting',
    'verifying',
    'ready',
    'degraded',
    'waiting',
    'failed',
  ]),
  since: isoTime,
  /** All of it in one sentence. */
  detail: z.string(),
  publicUrl: z.string().nullable(),
  hostname: z.string().nullable(),
  /** How long this kind of address lives, in honest words. */
  stability: z.string(),
  lastProbe: z
    .object({
      at: isoTime,
      ok: z.boolean(),
      tookMs: z.number(),
      detail: z.string(),
      by: z.enum(['outside', 'inside', 'call']),
    })
    .nullable(),
  lastError: z
    .object({
      code: z.string(),
      cause: z.string(),
      sentence: z.string(),
      action: z.string(),
      at: isoTime,
    })
    .nullable(),
  waiting: z.object({ reason: z.string(), until: isoTime.nullable() }).nullable(),
  protocol: z.enum(['quic', 'http2']).nullable(),
  cloudflared: z
    .object({ path: z.string(), version: z.string(), pid: z.number().nullable() })
    .nullable(),
})

export const tunnelMethods = {
  'tunnel.status': method(nothing, tunnelSchema),
  /** Begins anew, after something was mended. */
  'tunnel.restart': method(nothing, tunnelSchema),
  /** `token`: a connector token, or an API token (used once, never kept). */
  'tunnel.setup': method(
    z.object({ hostname: z.string().min(1).max(253), token: z.string().min(1) }),
    tunnelSchema,
  ),
  /** Back to a quick tunnel; with an API token, what was made at Cloudflare is removed too. */
  'tunnel.remove': method(z.object({ apiToken: z.string().optional() }), tunnelSchema),
  /**
   * A quick tunnel, an address of the owner's own, or none; kept for the next start. `url` belongs to
   * `own-url`. A named tunnel is chosen by `tunnel.setup`.
   */
  'tunnel.choose': method(
    z.object({ mode: z.enum(['off', 'quick', 'own-url']), url: z.string().max(300).optional() }),
    tunnelSchema,
  ),
  /** Downloads cloudflared and checks it; progress is in `tasks.list`. */
  'tunnel.fetch': method(nothing, tunnelSchema),
} as const
