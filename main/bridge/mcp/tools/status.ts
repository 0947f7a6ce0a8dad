import { z } from 'zod'
import { listeningFields, listeningText, toListeningFields } from '../words/listening.ts'
import { defineTool } from '../tool.ts'
import { statusLine } from '../words/wording.ts'
import { participant } from './shapes.ts'

/** What a model is to say and do, rather than try again and again. */
const raised =
  'The bridge is raised: the owner lets nothing cross until they lower it. Tell the person you work for, and try again later.'

export const bridgeStatus = defineTool({
  name: 'bridge_status',
  title: 'Bridge status',
  description:
    'Who is on the bridge, who is listening now, how many unread messages each participant has, how ' +
    'many files are shared and how long the log is. Also tells you which participant you are. Changes nothing.',
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
        ...listeningFields,
        unacknowledged: z.number().int(),
      }),
    ),
    shared_files: z.number().int(),
    log_entries: z.number().int(),
    version: z.string(),
  }),
  run(_input, { conversation, caller, client, presence, wakes, version, position }) {
    const counts = conversation.counts()
    const people = counts.inboxes.map((inbox) => ({
      ...inbox,
      id: inbox.participant,
      presence: presence.of(inbox.participant),
      wakeOnItsWay: wakes(inbox.participant),
      // One's own are what this client has not read, as check_inbox would hand them out.
      unread:
        inbox.participant === caller.participant
          ? conversation.unreadOf(inbox.participant, client.id)
          : inbox.unread,
    }))
    const others = people.filter(({ id }) => id !== caller.participant && id !== 'owner')
    return {
      text: `${position === 'raised' ? `${raised}\n` : ''}${statusLine(counts)}\nYou are "${caller.participant}" on this bridge.${others.map((one) => `\n${listeningText(one)}`).join('')}`,
      data: {
        you: caller.participant,
        position,
        participants: people.map((one) => ({
          id: one.id,
          name: one.name,
          ...toListeningFields(one),
          unacknowledged: one.unacknowledged,
        })),
        shared_files: counts.files,
        log_entries: counts.logEntries,
        version,
      },
    }
  },
})
