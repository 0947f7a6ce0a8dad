/** Why it does not work: the ladder of every client, a rehearsal, pasted errors, this computer. */
import { z } from 'zod'
import { isoTime, method, nothing, problemSchema } from './method.ts'

const rungSchema = z.object({
  id: z.enum([
    'reached',
    'metadata',
    'identified',
    'authorized',
    'approved',
    'returned',
    'exchanged',
    'called',
    'listed',
    'used',
    // Only of a client that subscribes to events.
    'subscribed',
    'verified',
    'woken',
  ]),
  title: z.string(),
  state: z.enum(['done', 'failed', 'not-yet', 'not-needed']),
  at: isoTime.nullable(),
  /** The request that shows it: "POST /oauth2/token → 400". */
  request: z.string().nullable(),
})

export const ladderSchema = z.object({
  /** The same as long as the bridge knows this caller. */
  id: z.string(),
  name: z.string(),
  clientId: z.string().nullable(),
  vendor: z.string(),
  origin: z.string().nullable(),
  firstAt: isoTime,
  lastAt: isoTime,
  rungs: z.array(rungSchema),
  /** What is wrong; null when it is connected or still on its way. */
  verdict: problemSchema.nullable(),
  /** When it last renewed its sign-in; null when it has not yet. */
  refreshedAt: isoTime.nullable(),
})

export const stepSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'ok', 'failed', 'skipped']),
  /** What was found, in one sentence. */
  detail: z.string(),
  tookMs: z.number().nullable(),
  /** How long the vendor would wait for this step. */
  deadlineMs: z.number().nullable(),
  problem: problemSchema.nullable(),
})

export const rehearsalSchema = z.object({
  id: z.string(),
  as: z.enum(['chatgpt', 'claude']),
  origin: z.string(),
  state: z.enum(['running', 'passed', 'failed']),
  startedAt: isoTime,
  /** The number its page shows, while its request waits at the gate for the owner. */
  approval: z.string().optional(),
  steps: z.array(stepSchema),
})

const findingSchema = z.object({
  problem: problemSchema,
  /** What in the text or the file led to it, free of secrets. */
  evidence: z.string(),
})

export const doctorMethods = {
  'doctor.ladders': method(nothing, z.array(ladderSchema)),
  'doctor.forget': method(z.object({ id: z.string() }), z.array(ladderSchema)),
  /** A synthetic client runs the whole dance, outside in; follow it with `doctor.rehearsals`. */
  'doctor.rehearse': method(z.object({ as: z.enum(['chatgpt', 'claude']) }), rehearsalSchema),
  'doctor.rehearsals': method(nothing, z.array(rehearsalSchema)),
  'doctor.explain': method(
    z.object({ text: z.string().min(1).max(100_000) }),
    z.array(findingSchema),
  ),
  /** A HAR file piece by piece, read on this computer only; the last piece gives the findings. */
  'doctor.har': method(
    z.object({ upload: z.string().optional(), text: z.string().max(4_000_000), last: z.boolean() }),
    z.object({
      upload: z.string(),
      findings: z.array(findingSchema).nullable(),
      /** The OAuth steps that were found in it, in order. */
      steps: z.array(z.object({ at: isoTime.nullable(), title: z.string(), ok: z.boolean() })),
    }),
  ),
  'doctor.system': method(nothing, z.array(stepSchema)),
} as const
