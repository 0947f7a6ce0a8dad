/** What became of what the caller sent and the owner holds. */
import { z } from 'zod'
import { isoOf } from '../words/held.ts'
import { defineTool } from '../tool.ts'

export const heldStatus = defineTool({
  name: 'held_status',
  title: 'What waits for the owner',
  description:
    'Which of your messages, notes, files and turns are held for the owner, and what the owner decided about ' +
    'earlier ones: released or returned with a reason. Changes nothing. There is no need to call it in a ' +
    'loop: a message from the bridge tells you of each decision.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: true },
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['message', 'note', 'file', 'hand-in']),
        state: z.enum(['held', 'released', 'returned']),
        held_at: z.string(),
        decided_at: z.string().nullable(),
        result: z.string().nullable().describe('The message or version it became'),
        reason: z.string().nullable().describe('Why the owner sent it back'),
        changed: z.boolean().describe('True when the owner changed it before letting it through'),
      }),
    ),
  }),
  run(_input, { guarded, caller }) {
    // Another client of the same participant may have written a file this one may not know of.
    const mayKnowFiles = caller.scopes.has('files:read') || caller.scopes.has('files:write')
    const known = guarded
      .list(caller.participant)
      .filter(({ kind }) => kind !== 'file' || mayKnowFiles)
    const items = known.map((item) => ({
      id: item.id,
      kind: item.kind,
      state: item.state,
      held_at: isoOf(item.at),
      decided_at: item.decidedAt === null ? null : isoOf(item.decidedAt),
      result: item.result,
      reason: item.reason,
      changed: item.changed !== null,
    }))
    const lines = items.map(({ id, kind, state, result, reason, changed }) =>
      [`${id} (${kind}): ${state}`, changed && 'changed by the owner', result, reason]
        .filter(Boolean)
        .join(' · '),
    )
    const text = lines.length === 0 ? 'Nothing of yours was held for the owner.' : lines.join('\n')
    return { text, data: { items } }
  },
})
