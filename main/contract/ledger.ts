/** What each client has received, as the owner asks for it. */
import { z } from 'zod'
import { chainCheckSchema, isoTime, method, nothing, participantId } from './method.ts'

export const ledgerEntrySchema = z.object({
  number: z.number(),
  at: isoTime,
  client: z.string(),
  /** The sign-in; empty for a local link. */
  grant: z.string(),
  participant: participantId,
  name: z.string(),
  /** Whose product the client is; null where that is not known. */
  company: z.string().nullable(),
  /** The company its name claims, where nothing proves it. */
  says: z.string().nullable(),
  via: z.enum(['http', 'link', 'event']),
  /** The tool, method or event. */
  call: z.string(),
  /** That it is there, a part of it, or all of it. */
  extent: z.enum(['name', 'part', 'whole']),
  /** The connection broke, or the bridge ended, before all of it was written. */
  perhaps: z.boolean(),
  kind: z.enum(['message', 'note', 'file', 'deleted-file', 'entry']),
  /** `m12`, `log:5`, or the name of a file. */
  id: z.string(),
  version: z.number().nullable(),
  /** Who wrote it. */
  from: z.string(),
  /** Bytes of all of it; null once its text was removed for good. */
  size: z.number().nullable(),
  /** How it begins; empty for a file, and once its text was removed. */
  title: z.string(),
})

/** A file (in all versions or one), a message or note, a company, participant or client: or everything. */
const question = {
  file: z.string().optional(),
  version: z.number().int().min(1).optional(),
  message: z.string().max(40).optional(),
  by: z.string().max(300).optional(),
}

export const ledgerMethods = {
  /** Newest first; page with the number of the last as `before`. */
  'ledger.seen': method(
    z.object({
      ...question,
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    }),
    z.array(ledgerEntrySchema),
  ),
  /** Everybody who ever received anything, also who has no access any more. */
  'ledger.receivers': method(
    nothing,
    z.array(
      z.object({
        client: z.string(),
        participant: participantId,
        name: z.string(),
        company: z.string().nullable(),
        says: z.string().nullable(),
        entries: z.number(),
        lastAt: isoTime,
      }),
    ),
  ),
  /** The same as a text in pieces, oldest first; `next` is the `after` of the next piece. */
  'ledger.export': method(
    z.object({
      ...question,
      format: z.enum(['csv', 'json']),
      after: z.number().int().min(0).optional(),
    }),
    z.object({ text: z.string(), next: z.number().nullable() }),
  ),
  /** Recomputes the hashes of all rows. */
  'ledger.verify': method(nothing, chainCheckSchema),
} as const
