/** What is held for the owner, and what they decide about it. */
import { z } from 'zod'
import { fieldNames, handInSchema } from './hand-ins.ts'
import { isoTime, method, nothing, participantId } from './method.ts'
import { holdRuleSchema } from './settings-schema.ts'

export const heldItemSchema = z.object({
  id: z.string(),
  kind: z.enum(['message', 'note', 'file', 'hand-in']),
  from: participantId,
  /** The client it came through. */
  client: z.string(),
  /** Recipients of a message; of anything else everybody reads it. */
  to: z.array(participantId),
  /** The thread or talk it goes on with. */
  thread: z.string().nullable(),
  /** The name of a file, else the first words; empty once it is the message it became. */
  title: z.string(),
  bytes: z.number(),
  /** `marked`: because of what the secret scan found. */
  because: z.enum(['everything', 'files', 'marked']),
  /** What kinds of secrets were found, for people. */
  found: z.array(z.string()),
  at: isoTime,
  state: z.enum(['held', 'released', 'returned']),
  decidedAt: isoTime.nullable(),
  reason: z.string().nullable(),
  changed: z.boolean(),
  /** The message or version it became. */
  result: z.string().nullable(),
})

export const heldMethods = {
  /** Those that wait, oldest first; with `all` also what was decided, newest first. */
  'held.list': method(z.object({ all: z.boolean().optional() }), z.array(heldItemSchema)),
  'held.get': method(
    z.object({ id: z.string() }),
    heldItemSchema.extend({
      /** What was sent; null for bytes, and once it is the message or file it became. */
      text: z.string().nullable(),
      /** The same with the secrets hidden that were found; null where none was. */
      hidden: z.string().nullable(),
      /** The text of the version of the file the others know; null where there is none. */
      known: z.string().nullable(),
      /** The fields of a turn, and what its talk asks for; null for everything else. */
      turn: z
        .object({
          content: handInSchema,
          required: z.array(z.enum(fieldNames)),
          optional: z.array(z.enum(fieldNames)),
        })
        .nullable(),
      /** What went through in its place. */
      changedTo: z.string().nullable(),
    }),
  ),
  'held.release': method(
    z.object({
      id: z.string(),
      /**
       * Goes through in its place, marked as changed by the owner; of a turn all of its fields as JSON, or
       * its text.
       */
      changed: z.string().optional(),
      /** The rest of its thread too, but for what the secret scan marks. */
      thread: z.boolean().optional(),
      /** What the scan found is no secret; the same is not held again. */
      allow: z.boolean().optional(),
    }),
    heldItemSchema,
  ),
  /** Back to its sender, who is told the reason. */
  'held.return': method(z.object({ id: z.string(), reason: z.string().max(2000) }), heldItemSchema),
  /** Holds everything that crosses between models, or what may be a secret; or no longer. Other rules stay. */
  'held.guard': method(
    z.object({ on: z.boolean(), what: z.enum(['everything', 'marked']).optional() }),
    nothing,
  ),
  /** One more rule, unless there is the same; its number, from 1. */
  'held.addRule': method(z.object({ rule: holdRuleSchema }), z.object({ number: z.int() })),
  /** Whether there was such a rule. */
  'held.removeRule': method(z.object({ rule: holdRuleSchema }), z.object({ removed: z.boolean() })),
} as const
