/** The lane of those that may read and not write: the owner carries over what they said. */
import { z } from 'zod'
import { messageSchema } from './conversation.ts'
import { method, participantId } from './method.ts'

export const laneSchema = z.object({
  participant: participantId,
  name: z.string(),
  /** False: it is connected, and none of its clients may write. */
  mayWrite: z.boolean(),
  thread: z.string(),
  title: z.string(),
  /** The newest message to it in the thread that it has not answered; null when nothing is due. */
  due: z.string().nullable(),
  /** How the owner makes it look again: the line to paste, a link that opens its app with it, a command. */
  nudge: z.object({
    line: z.string(),
    href: z.string().nullable(),
    command: z.string().nullable(),
  }),
})

export const laneMethods = {
  /** Of a thread everybody in it who is no person; of all threads those who may not write and have to answer. */
  'lanes.list': method(z.object({ thread: z.string().optional() }), z.array(laneSchema)),
  /**
   * Sends what a participant's app said, in its name and marked as pasted by the owner. In a talk the turn
   * is taken by `talks.paste`.
   */
  'lanes.paste': method(
    z.object({
      participant: participantId,
      text: z.string(),
      thread: z.string().optional(),
      replyTo: z.string().optional(),
      /** Everybody else in the thread, when left out. */
      to: z.array(participantId).min(1).optional(),
      idempotencyKey: z.string().optional(),
    }),
    z.object({ message: messageSchema, duplicate: z.boolean() }),
  ),
} as const
