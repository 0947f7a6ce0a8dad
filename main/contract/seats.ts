/** Programs that answer for a participant, and waking: who can be woken how, and what came of it. */
import { z } from 'zod'
import { isoTime, limit, method, nothing, participantId, problemSchema } from './method.ts'

export const programIds = [
  'claude-code',
  'codex',
  'opencode',
  'gemini',
  'qwen',
  'copilot',
  'command',
] as const
const programId = z.enum(programIds)

/** A program the bridge knows how to run. */
export const programSchema = z.object({
  id: programId,
  title: z.string(),
  /** Where it lies; null: not installed, or a command of the owner's own. */
  path: z.string().nullable(),
  version: z.string().nullable(),
  /** Whether a seat was tried with this version. */
  known: z.boolean(),
  /** Versions it was tried with. */
  versions: z.array(z.string()),
  mayWrite: z.boolean(),
  /** What the owner should know before choosing it. */
  limits: z.string(),
})

export const doorSchema = z.enum(['event', 'codex', 'claude-code', 'seat', 'owner'])

export const wakeSchema = z.object({
  id: z.number(),
  participant: participantId,
  door: doorSchema,
  cause: z.enum(['turn', 'letter', 'test']),
  /** The talk or thread. */
  about: z.string().nullable(),
  at: isoTime,
  endedAt: isoTime.nullable(),
  /** Null while it goes on. */
  outcome: z
    .enum(['told', 'answered', 'no-answer', 'done', 'failed', 'stopped', 'asked', 'interrupted'])
    .nullable(),
  error: z.string().nullable(),
  detail: z.string().nullable(),
  /** Calls of tools the program made. */
  calls: z.number(),
})

export const seatSchema = z.object({
  participant: participantId,
  program: programId,
  title: z.string(),
  path: z.string(),
  args: z.array(z.string()),
  folder: z.string(),
  readOnly: z.boolean(),
  version: z.string().nullable(),
  limits: z.string(),
  /** What the program does now; null while it does not run. */
  running: z.object({ about: z.string(), since: isoTime, calls: z.number() }).nullable(),
  /** The last time it was run and has ended. */
  last: wakeSchema.nullable(),
})

/** An application that is open: a thread of Codex, a folder of Claude Code. */
const waySchema = z.enum(['codex', 'claude-code'])

/** Who can be woken by the bridge, and how, in the order in which it tries. */
export const wakeableSchema = z.object({
  participant: participantId,
  doors: z.array(doorSchema),
  /** What the owner chose for an application that is open. */
  ways: z.array(z.object({ way: waySchema, target: z.string() })),
})

const one = z.object({ participant: participantId })
const tested = z.object({ wake: wakeSchema, problem: problemSchema.nullable() })

export const seatMethods = {
  'seats.programs': method(nothing, z.array(programSchema)),
  'seats.list': method(nothing, z.array(seatSchema)),
  /** Lets a program answer for a participant; another one before it gives way. */
  'seats.set': method(
    z.object({
      participant: participantId,
      program: programId,
      folder: z.string().min(1).max(4096),
      readOnly: z.boolean().default(true),
      /** Where it is not found by itself, and for a command. */
      path: z.string().max(4096).optional(),
      /** More arguments: a model, a profile; for a command, all of them. */
      args: z.array(z.string().max(4096)).max(50).optional(),
      /** Also a version that the bridge does not know. */
      anyVersion: z.boolean().optional(),
    }),
    seatSchema,
  ),
  'seats.remove': method(one, seatSchema),
  /** Ends its program now; it is not run again for the same thing. */
  'seats.stop': method(one, z.object({ stopped: z.boolean() })),
  /** Runs the program once, which asks its model something small. */
  'seats.test': method(one, tested),

  'wake.list': method(nothing, z.array(wakeableSchema)),
  'wake.log': method(
    z.object({ participant: participantId.optional(), limit }),
    z.array(wakeSchema),
  ),
  /**
   * Tells an application that is open: the Claude Code in that folder, or the thread of Codex with that id.
   * Null: no longer.
   */
  'wake.set': method(
    z.discriminatedUnion('way', [
      one.extend({
        way: z.literal('claude-code'),
        target: z.string().min(1).max(4096).nullable(),
      }),
      one.extend({ way: z.literal('codex'), target: z.guid().nullable() }),
    ]),
    wakeableSchema,
  ),
  /** Whether the application could be told now; it is not told. */
  'wake.test': method(one.extend({ way: waySchema }), tested),
  /** Wakes it for what waits, at once. */
  'wake.now': method(one, wakeSchema),
} as const
