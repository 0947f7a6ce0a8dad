import { z } from 'zod'
import { defineTool } from '../tool.ts'
import { statusLine } from '../wording.ts'
import { participant } from './shapes.ts'

export const bridgeStatus = defineTool({
  name: 'bridge_status',
  title: 'Bridge status',
  description:
    'Who is on the bridge, how many unread messages each participant has, how many files are shared ' +
    'and how long the log is. Also tells you which participant you are. Changes nothing.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: true },
  input: z.strictObject({}),
  output: z.object({
    you: participant,
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
  run(_input, { conversation, caller, version }) {
    const counts = conversation.counts()
    return {
      text: `${statusLine(counts)}\nYou are "${caller.participant}" on this bridge.`,
      data: {
        you: caller.participant,
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
