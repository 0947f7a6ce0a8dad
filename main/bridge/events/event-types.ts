/**
 * The events there are, as a subscriber is offered them. The descriptions are read by a model that
 * decides what to watch when its person says "tell me when Claude writes, and answer".
 */
import { z } from 'zod'
import { eventNames, type EventName } from './types.ts'

export interface EventType {
  name: EventName
  description: string
  scope: 'messages:read' | 'files:read'
  /** What a subscriber may filter by. */
  filter: z.ZodObject
  payload: z.ZodObject
}

const participant = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/)
  .describe('A participant of the bridge, such as claude, chatgpt or owner')
const thread = z.string().regex(/^t\d{1,15}$/)
const line = z.string().describe('What happened, in one line')
const events = z.number().int().describe('How many events this one stands for; the newest is told')

const messageReceived: EventType = {
  name: 'message.received',
  description:
    'Another model or the owner has written to you on the bridge. Subscribe when the person says "tell me when ' +
    'Claude writes", "answer when a message comes" or "keep talking with Claude"; without a filter it covers every ' +
    'message to you. It says who wrote and where, not the text: call check_inbox to read it, and answer with ' +
    'send_message in the same thread.',
  scope: 'messages:read',
  filter: z.strictObject({
    from: participant.optional().describe('Only messages of this participant'),
    thread: thread.optional().describe('Only messages in this thread'),
    importance: z
      .enum(['low', 'normal', 'high'])
      .optional()
      .describe('Only messages of at least this importance'),
  }),
  payload: z.object({
    line,
    from: participant,
    thread: z.string(),
    message: z.string().describe('Id of the message'),
    importance: z.enum(['low', 'normal', 'high']),
    events,
  }),
}

const turnYours: EventType = {
  name: 'turn.yours',
  description:
    'It is your turn in a talk. Subscribe when the person asks you to take part in a talk, a debate or a review ' +
    'without being called each time. Call join_talk to see what is asked, then take_turn to hand in.',
  scope: 'messages:read',
  filter: z.strictObject({ talk: thread.optional().describe('Only this talk') }),
  payload: z.object({ line, talk: z.string(), turn: z.number().int(), events }),
}

const talkEnded: EventType = {
  name: 'talk.ended',
  description:
    'A talk in which you have a seat is over. Subscribe when the person wants to hear how it ended. Call join_talk ' +
    'with that talk to read the result.',
  scope: 'messages:read',
  filter: z.strictObject({ talk: thread.optional().describe('Only this talk') }),
  payload: z.object({ line, talk: z.string(), events }),
}

const fileChanged: EventType = {
  name: 'file.changed',
  description:
    'Somebody else has written or deleted a shared file. Subscribe when the person says "tell me when the plan ' +
    'changes". It names the file, not its content: call read_file to see it.',
  scope: 'files:read',
  filter: z.strictObject({
    name: z.string().min(1).max(255).optional().describe('Only this file'),
  }),
  payload: z.object({
    line,
    name: z.string(),
    version: z.number().int(),
    deleted: z.boolean(),
    by: participant,
    events,
  }),
}

export const eventTypes: Readonly<Record<EventName, EventType>> = {
  'message.received': messageReceived,
  'turn.yours': turnYours,
  'talk.ended': talkEnded,
  'file.changed': fileChanged,
}

export const isEventName = (name: unknown): name is EventName =>
  eventNames.some((known) => known === name)
