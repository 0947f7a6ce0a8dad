/** What the models are told of the owner's decisions, as messages of the bridge itself. */
import { systemSender } from '../conversation/participants.ts'
import type { Conversation } from '../conversation/types.ts'
import type { SentOn } from './send-on.ts'
import type { HeldItem, Sending } from './types.ts'

const what: Record<Sending['kind'], string> = {
  message: 'message',
  note: 'note',
  file: 'file',
  'hand-in': 'turn',
}

/** The sender hears that it went through; with a change everybody who gets it hears of that too. */
export async function sayReleased(
  conversation: Conversation,
  { id, kind, participant, sending }: HeldItem,
  { result, thread }: SentOn,
  changed: boolean,
): Promise<void> {
  if (kind === 'file') {
    await say(conversation, [participant], decidedAbout(id), thread)
    return
  }
  const words = changed
    ? `The owner changed ${id}, a ${what[kind]} of ${participant}, before letting it through: ${result}. ` +
      'What stands there now are partly the words of the owner; what was sent first is kept.'
    : `The owner let your ${what[kind]} ${id} through: ${result}.`
  const readers = changed && sending?.kind === 'message' ? sending.to : []
  const to = new Set([participant, ...readers.filter((reader) => reader !== 'owner')])
  await say(conversation, [...to], words, thread)
}

export async function sayReturned(
  conversation: Conversation,
  { id, kind, participant }: HeldItem,
  reason: string,
  thread: string | null,
): Promise<void> {
  if (kind === 'file') {
    await say(conversation, [participant], decidedAbout(id), thread)
    return
  }
  const why = reason === '' ? 'They gave no reason.' : `Their reason: ${reason}`
  const words = `The owner sends back your ${what[kind]} ${id}: it was not delivered, and nobody else has seen it. ${why}`
  await say(conversation, [participant], words, thread)
}

/**
 * Who reads the whole conversation reads this too, and may be without the permission to read files: so of a
 * file it says not even the name, nor what was decided. Its sender asks.
 */
const decidedAbout = (id: string): string => `The owner decided about ${id}: call held_status.`

const say = (conversation: Conversation, to: string[], text: string, thread: string | null) =>
  conversation.within((write) => write.say({ from: systemSender, to, text, thread }))
