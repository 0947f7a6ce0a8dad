/** What a seat hands in, and what its objections point at. */
import { z } from 'zod'

/** Something an objection or a change of mind points at, which anybody can look up. */
export const evidenceSchema = z.object({
  kind: z.enum(['file', 'quotation', 'source', 'test']),
  /** The file's name, the words quoted, the address or title of the source, or the test's name. */
  where: z.string().trim().min(1).max(1_000),
  version: z.number().int().min(1).optional(),
  /** What it shows. */
  shows: z.string().max(2_000).optional(),
})

export const objectionSchema = z.object({
  /** Whose claim: the alias of a seat ("A"), when it is not plain. */
  about: z.string().max(40).optional(),
  claim: z.string().trim().min(1).max(2_000),
  evidence: evidenceSchema,
})

/** What a phase can ask for. `reason` and `evidence` go with a decision. */
export const fieldNames = [
  'answer',
  'text',
  'confidence',
  'objections',
  'decision',
  'same',
  'accept',
  'done',
] as const
export type FieldName = (typeof fieldNames)[number]

/** What a seat handed in; which of these a phase asks for is in its form. */
export const handInSchema = z.object({
  answer: z.string().max(300).optional(),
  text: z.string().max(50_000).optional(),
  /** Collected, never a weight. */
  confidence: z.number().min(0).max(100).optional(),
  objections: z.array(objectionSchema).max(20).optional(),
  decision: z.enum(['keep', 'change']).optional(),
  reason: z.string().max(5_000).optional(),
  evidence: z.array(evidenceSchema).max(20).optional(),
  /** "Do these say the same?" */
  same: z.boolean().optional(),
  /** A reviewer accepts the revision. */
  accept: z.boolean().optional(),
  done: z.boolean().optional(),
})
