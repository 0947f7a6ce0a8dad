/** The conversation log. */
import { z } from 'zod'
import type { LogEntry } from '../../conversation/log/log-types.ts'
import { byThoseNamed, provenanceField } from '../words/provenance.ts'
import { requireWhole, viewOf } from '../caller.ts'
import { answerOf, heldFields, isoOf } from '../words/held.ts'
import { defineTool } from '../tool.ts'
import { namesIn } from '../words/names.ts'
import { entriesShown } from '../shown.ts'
import { conversationText } from '../words/wording.ts'
import { plural } from '../../base/plural.ts'
import { ownerPart, participant } from './shapes.ts'

const logEntry = z.object({
  seq: z.number().int(),
  kind: z.string().describe('message, note, file-written, file-deleted, archived or acknowledged'),
  at: z.string(),
  by: participant,
  by_owner: z.boolean().describe('True only for what the owner wrote in Drawbridge'),
  to: z.array(participant).nullable().describe('The recipients of a message, else null'),
  text: z.string(),
  thread: z.string().nullable(),
  ref: z.string().nullable().describe('The message id or file name it is about'),
  owner_part: ownerPart,
})

const toEntry = ({ seq, kind, at, by, to, text, thread, ref, ownerPart: part }: LogEntry) => ({
  seq,
  kind,
  at,
  by,
  by_owner: by === 'owner',
  to,
  text,
  thread,
  ref,
  ...(part && { owner_part: part }),
})

export const readConversation = defineTool({
  name: 'read_conversation',
  title: 'Read the conversation',
  description:
    'The newest entries of the conversation log, oldest of them first: messages, notes and file changes ' +
    'of all participants, or only what you wrote and were sent, as the owner decided. Page backwards ' +
    'with `before`. Changes nothing.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: true },
  input: z.strictObject({
    lines: z.number().int().min(1).max(200).optional().describe('How many entries; default 50'),
    thread: z.string().optional(),
    before: z.number().int().optional().describe('Only entries with a smaller seq'),
  }),
  output: z.object({
    provenance: provenanceField,
    entries: z.array(logEntry),
    earlier: z.boolean().describe('True when there are earlier entries: page with `before`'),
  }),
  run(input, { conversation, caller }) {
    const which = { thread: input.thread, ...viewOf(caller) }
    const entries = conversation.log({
      ...which,
      limit: input.lines ?? 50,
      before: input.before,
    })
    const before = entries[0]?.seq
    const earlier =
      before !== undefined && conversation.log({ ...which, before, limit: 1 }).length > 0
    return {
      text: conversationText(entries, earlier, namesIn(conversation.participants())),
      data: { provenance: byThoseNamed, entries: entries.map(toEntry), earlier },
      shown: entriesShown(entries),
    }
  },
})

export const logConversation = defineTool({
  name: 'log_conversation',
  title: 'Write a note into the log',
  description:
    'Add a note to the shared conversation log in your own name, for example a decision or a summary.',
  scope: 'messages:write',
  annotations: { readOnly: false, destructive: false, idempotent: false },
  input: z.strictObject({ message: z.string().min(1), thread: z.string().optional() }),
  output: z.object({ seq: z.number().int(), at: z.string(), ...heldFields }),
  async run(input, { conversation, caller, client, guarded }) {
    const held = await guarded.ask(
      { participant: caller.participant, client: client.id },
      { kind: 'note', text: input.message, thread: input.thread, ownOnly: caller.reads === 'own' },
    )
    if (held) return { text: answerOf(held), data: { seq: 0, at: isoOf(held.at), held: true } }
    const { seq, at } = await conversation.note(caller.participant, input.message, input.thread, {
      ownOnly: caller.reads === 'own',
    })
    return { text: `Noted as entry ${seq}.`, data: { seq, at } }
  },
})

export const clearConversation = defineTool({
  name: 'clear_conversation',
  title: 'Archive the conversation',
  description:
    'Start over: earlier entries no longer appear in read_conversation. They are archived, not ' +
    'destroyed; the owner still sees them. Only for who may read the whole conversation.',
  scope: 'messages:write',
  annotations: { readOnly: false, destructive: true, idempotent: true },
  input: z.strictObject({}),
  output: z.object({ archived: z.number().int() }),
  async run(_input, { conversation, caller }) {
    requireWhole(caller)
    const { archived } = await conversation.archive(caller.participant)
    return { text: `Archived ${plural(archived, 'entry', 'entries')}.`, data: { archived } }
  },
})
