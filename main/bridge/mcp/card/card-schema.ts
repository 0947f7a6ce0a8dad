/**
 * What the card is given, which is what the model reads too: some hosts hand every part of an answer
 * to their model, so nothing is in here that the client may not read. Names are frozen.
 */
import { z } from 'zod'
import { provenanceField } from '../words/provenance.ts'

const seat = z.object({
  name: z.string().describe('As the caller may know it: a letter while the talk hides names'),
  you: z.boolean(),
  role: z.string().nullable(),
  listening: z.enum(['waiting', 'lately', 'away']).nullable(),
  last_seen: z.string().nullable(),
  handed_in: z.enum(['no', 'sealed', 'open']),
  has_turn: z.boolean(),
})

export const talkOnCard = z.object({
  talk: z.string(),
  title: z.string(),
  form: z.string(),
  state: z.enum(['open', 'paused', 'ended']),
  phase: z.string(),
  round: z.number().int(),
  rounds: z.number().int(),
  turn: z.string().describe('Whose turn it is, in a few words'),
  waits_for_owner: z.boolean(),
  seats: z.array(seat),
})

export const inboxOnCard = z.object({
  of: z.string(),
  unread: z.number().int(),
  not_acknowledged: z.number().int(),
  paused_threads: z.number().int().describe('Threads of this participant that wait for the owner'),
  letters: z
    .array(
      z.object({
        id: z.string(),
        thread: z.string(),
        from: z.string(),
        from_owner: z.boolean(),
        beginning: z.string(),
        sent_at: z.string(),
      }),
    )
    .describe('The first of the unread ones, at most four'),
  held: z.number().int().describe('What this participant sent and the owner still holds'),
  held_items: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['message', 'note', 'file', 'hand-in']),
        from: z.string(),
        held_at: z.string(),
      }),
    )
    .describe('The oldest of them, at most two'),
})

/** What every answer with a card has. */
export const cardHead = z.object({
  provenance: provenanceField,
  as_of: z.string(),
  position: z.enum(['raised', 'lowered']),
  decide: z.string().nullable().describe("The owner's own page, on the computer of the bridge"),
})

export type TalkOnCard = z.input<typeof talkOnCard>
export type InboxOnCard = z.input<typeof inboxOnCard>
