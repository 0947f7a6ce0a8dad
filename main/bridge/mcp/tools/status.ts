import { z } from 'zod'
import { defineTool } from '../tool.ts'
import { statusLine } from '../wording.ts'
import { participant } from './shapes.ts'

/** What a model is to say and do, rather than try again and again. */
const raised =
  'The bridge is raised: the owner lets nothing cross until they lower it. Tell the person you work for, and try again later.'

export const bridgeStatus = defineTool({
  name: 'bridge_status',
  title: 'Bridge status',
  description:
    'Who is on the bridge, how many unread messages each participant has, how many files are shared ' +
    'and how long the log is. Also tells you which participant you are. Changes nothing.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: true },
  whileRaised: true,
  input: z.strictObject({}),
  output: z.object({
    you: participant,
    position: z
      .enum(['raised', 'lowered'])
      .describe('raised: the owner lets nothing cross until they lower the bridge'),
    participants: z.array(
      z.object({
        id: participant,
        name: z.string(),
        unread: z.number().int(),
        unacknowledged: z.number().int(),
      }),
    ),
    shared_files: z.number().int(),
    log_entries: z.number().int(),
    version: z.string(),
  }),
  run(_input, { conversation, caller, version, position }) {
    const counts = conversation.counts()
    return {
      text: `${position === 'raised' ? `${raised}\n` : ''}${statusLine(counts)}\nYou are "${caller.participant}" on this bridge.`,
      data: {
        you: caller.participant,
        position,
        participants: counts.inboxes.map(({ participant: id, name, unread, unacknowledged }) => ({
          id,
          name,
          unread,
          unacknowledged,
        })),
        shared_files: counts.files,
        log_entries: counts.logEntries,
        version,
      },
    }
  },
})
