/**
 * Talks: a question that two or three participants work on together, in turns and within bounds, to a
 * result. A talk's id is the id of its thread; everything said in the open is a message there.
 */
import { z } from 'zod'
import { fieldNames, handInSchema } from './hand-ins.ts'
import { isoTime, limit, method, nothing, participantId } from './method.ts'

/** A form's answer to "what happens in this phase": hidden until all are in, one by one, or together. */
export const phaseKind = z.enum(['sealed', 'turns', 'together', 'verdict'])

/** What a talk may use up before it pauses and asks the owner. */
export const boundsSchema = z.object({
  rounds: z.number().int().min(1).max(50),
  /** Hand-ins of the seats, all together. */
  messages: z.number().int().min(2).max(500),
  /** While it is open; pauses do not count. */
  minutes: z.number().int().min(1).max(10_080),
  characters: z.number().int().min(1_000).max(5_000_000),
})
export const boundNames = ['rounds', 'messages', 'minutes', 'characters'] as const

export const talkFormSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** One sentence for the owner who chooses. */
  goodFor: z.string(),
  phases: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: phaseKind,
      /** `all`, or the id of a role. */
      who: z.string(),
    }),
  ),
  roles: z.array(z.object({ id: z.string(), title: z.string() })),
  /** The role each seat gets, in order, when none is chosen; null for none. */
  usualRoles: z.array(z.string().nullable()),
  seats: z.object({ least: z.number(), most: z.number() }),
  bounds: boundsSchema,
  source: z.enum(['built-in', 'own']),
})

export const stepKind = z.enum([
  /** A phase begins. */
  'phase',
  /** Handed in, and closed until all are in. */
  'sealed',
  /** A closed letter, opened. */
  'opened',
  /** Handed in, in the open. */
  'said',
  'agreed',
  'paused',
  'resumed',
  'skipped',
  /** The owner gave somebody the word. */
  'word',
  'more',
  /** The owner spoke to all. */
  'owner',
  'verdict',
  'ended',
])

export const stepSchema = z.object({
  seq: z.number(),
  kind: stepKind,
  /** Null when nobody did it: the bridge kept the rules. */
  by: participantId.nullable(),
  role: z.string().nullable(),
  /** "A", "B": how the seats are called to each other until the talk ends. */
  alias: z.string().nullable(),
  /** The words; of a closed letter null, also for the owner. */
  text: z.string().nullable(),
  handIn: handInSchema.nullable(),
  /** The number a verdict's marks use; null for what is no hand-in. */
  handInNumber: z.number().nullable(),
  /** `unsupported change`, `quotation not found`. */
  marks: z.array(z.string()),
  /** The message it became. */
  message: z.string().nullable(),
  at: isoTime,
  /** The owner pasted it for an app that may not write. */
  pasted: z.boolean(),
})

export const seatSchema = z.object({
  participant: participantId,
  name: z.string(),
  role: z.string().nullable(),
  alias: z.string(),
  listening: z.enum(['waiting', 'lately', 'away']),
  lastSeen: isoTime.nullable(),
  /** In this phase. */
  handedIn: z.boolean(),
  /** What it handed in is still closed. */
  sealed: z.boolean(),
  hasTurn: z.boolean(),
  /** What it handed in waits for the owner to let it through; the clocks stand. */
  held: z.boolean(),
  /** What it is to hand in now; null when nothing. */
  asks: z
    .object({ required: z.array(z.enum(fieldNames)), optional: z.array(z.enum(fieldNames)) })
    .nullable(),
  /** Since when the talk waits for this seat. */
  waitingSince: isoTime.nullable(),
  /** How the owner brings it here: the line to paste, a link that opens its app with it, a command. */
  nudge: z.object({
    line: z.string(),
    href: z.string().nullable(),
    command: z.string().nullable(),
  }),
})

export const markSchema = z.enum(['right', 'wrong', 'unclear'])

export const resultSchema = z.object({
  /** Sentences; names are in them, because the talk is over. */
  agreed: z.array(z.string()),
  disagreed: z.array(z.string()),
  open: z.array(z.string()),
  changes: z.array(
    z.object({
      participant: participantId,
      from: z.string().nullable(),
      to: z.string().nullable(),
      reason: z.string(),
      supported: z.boolean(),
    }),
  ),
  verdict: z.string().nullable(),
  markdown: z.string(),
  /** The shared file it was saved as. */
  savedAs: z.string().nullable(),
})

export const pausedBecauseSchema = z.object({
  kind: z.enum(['owner', 'bound', 'deadline']),
  /** The bound that was reached. */
  what: z.enum(boundNames).nullable(),
  words: z.string(),
})

export const talkStateSchema = z.enum(['open', 'paused', 'ended'])

export const talkViewSchema = z.object({
  id: z.string(),
  thread: z.string(),
  title: z.string(),
  question: z.string(),
  form: z.object({ id: z.string(), title: z.string() }),
  state: talkStateSchema,
  pausedBecause: pausedBecauseSchema.nullable(),
  phase: z.object({
    id: z.string(),
    title: z.string(),
    kind: phaseKind,
    /** From 0. */
    index: z.number(),
    count: z.number(),
  }),
  round: z.number(),
  rounds: z.number(),
  bounds: boundsSchema,
  used: z.object({
    rounds: z.number(),
    messages: z.number(),
    minutes: z.number(),
    characters: z.number(),
  }),
  seats: z.array(seatSchema),
  steps: z.array(stepSchema),
  files: z.array(z.string()),
  startedAt: isoTime,
  endedAt: isoTime.nullable(),
  /** Once it has ended. */
  result: resultSchema.nullable(),
})

export const talkSummarySchema = z.object({
  id: z.string(),
  thread: z.string(),
  title: z.string(),
  form: z.object({ id: z.string(), title: z.string() }),
  state: talkStateSchema,
  seats: z.array(
    z.object({ participant: participantId, name: z.string(), role: z.string().nullable() }),
  ),
  /** Whom it waits for; `owner` for the verdict or a decision. */
  turn: z.array(participantId),
  phase: z.string(),
  round: z.number(),
  rounds: z.number(),
  startedAt: isoTime,
  endedAt: isoTime.nullable(),
  waitingSince: isoTime.nullable(),
})

const talkId = z.string().min(1).max(32)
const ofTalk = z.object({ id: talkId })
const words = z.string().min(1).max(100_000)

export const talkMethods = {
  /** The forms there are, and files in the folder of the owner's forms that are none, with why. */
  'talks.forms': method(
    nothing,
    z.object({
      forms: z.array(talkFormSchema),
      broken: z.array(z.object({ file: z.string(), problem: z.string() })),
      /** Where the owner's own forms lie. */
      folder: z.string(),
    }),
  ),
  /** The order of the seats says who begins. Without a form: `review` for files, else `second-opinion`. */
  'talks.begin': method(
    z.object({
      question: words,
      form: z.string().optional(),
      seats: z
        .array(z.object({ participant: participantId, role: z.string().optional() }))
        .min(2)
        .max(6),
      files: z.array(z.string()).max(20).optional(),
      bounds: boundsSchema.partial().optional(),
    }),
    talkViewSchema,
  ),
  /** Newest first. `query` looks in the questions and in what was said. */
  'talks.list': method(
    z.object({ limit, query: z.string().max(500).optional() }),
    z.array(talkSummarySchema),
  ),
  'talks.get': method(ofTalk, talkViewSchema),
  'talks.pause': method(ofTalk, talkViewSchema),
  /** Also goes on after a bound was reached, as far again as the form allows. */
  'talks.resume': method(ofTalk, talkViewSchema),
  /** Passes over who has the turn, or the one named. */
  'talks.skip': method(
    z.object({ id: talkId, participant: participantId.optional() }),
    talkViewSchema,
  ),
  'talks.say': method(z.object({ id: talkId, text: words }), talkViewSchema),
  'talks.giveWord': method(z.object({ id: talkId, participant: participantId }), talkViewSchema),
  'talks.more': method(
    z.object({
      id: talkId,
      what: z.enum(boundNames),
      amount: z.number().int().min(1).max(1_000_000),
    }),
    talkViewSchema,
  ),
  /** Closed letters are opened, and the result is made without a verdict. */
  'talks.end': method(ofTalk, talkViewSchema),
  /** Ends the talk, if it has not ended. Marks say how each hand-in turned out, for the calibration. */
  'talks.verdict': method(
    z.object({
      id: talkId,
      text: words,
      marks: z
        .array(z.object({ handIn: z.number().int(), mark: markSchema }))
        .max(500)
        .optional(),
    }),
    talkViewSchema,
  ),
  /** Takes a seat's turn with what its app said, for an app that may not write. */
  'talks.paste': method(
    z.object({ id: talkId, participant: participantId, content: handInSchema }),
    talkViewSchema,
  ),
  /** Saves the result as a shared file. */
  'talks.saveResult': method(ofTalk, talkViewSchema),
  /** Begins a new talk with the same question, form, seats, files and bounds. */
  'talks.again': method(ofTalk, talkViewSchema),
  /** How each participant's confidence did against the owner's marks. */
  'talks.calibration': method(
    nothing,
    z.array(
      z.object({
        participant: participantId,
        name: z.string(),
        buckets: z.array(
          z.object({ from: z.number(), to: z.number(), count: z.number(), right: z.number() }),
        ),
      }),
    ),
  ),
} as const
