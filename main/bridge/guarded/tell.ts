/** What the models are told of the owner's decisions, as messages of the bridge itself. */
import { ownerId, systemSender } from '../conversation/participants.ts'
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
export async function tellReleased(
  conversation: Conversation,
  item: HeldItem,
  { result, thread }: SentOn,
  changed: boolean,
): Promise<void> {
  const { id, kind, participant } = item
  const words = changed
    ? `The owner changed ${id}, a ${what[kind]} of ${participant}, before letting it through: ${result}. ` +
      'What stands there now are partly the words of the owner; what was sent first is kept.'
    : `The owner let your ${what[kind]} ${id} through: ${result}.`
  const others = changed ? othersTold(conversation, item) : []
  if (kind === 'message') {
    await say(conversation, [participant, ...others], words, thread)
    return
  }
  await say(conversation, [participant], words, thread)
  // Outside its thread, which is not theirs for having a note in it.
  if (others.length > 0) await say(conversation, others, words, null)
}

/** The models beside the sender that read it. A turn says itself that it was changed. */
function othersTold(
  conversation: Pick<Conversation, 'participants'>,
  { participant, kind, sending }: HeldItem,
): string[] {
  if (kind === 'hand-in') return []
  const readers =
    sending?.kind === 'message' ? sending.to : conversation.participants().map(({ id }) => id)
  return [...new Set(readers)].filter((id) => id !== ownerId && id !== participant)
}

export async function tellReturned(
  conversation: Conversation,
  { id, kind, participant }: HeldItem,
  reason: string,
  thread: string | null,
): Promise<void> {
  const why = reason === '' ? 'They gave no reason.' : `Their reason: ${reason}`
  const words = `The owner sends back your ${what[kind]} ${id}: it was not delivered, and nobody else has seen it. ${why}`
  await say(conversation, [participant], words, thread)
}

const say = (conversation: Conversation, to: string[], text: string, thread: string | null) =>
  conversation.within((write) => write.say({ from: systemSender, to, text, thread }))
