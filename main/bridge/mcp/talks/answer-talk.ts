/** Gives a seat the answer about its talk, and notes what it has seen by it. */
import { messageId } from '../../conversation/ids.ts'
import type { Talk } from '../../talk/talk-types.ts'
import { namesIn } from '../words/names.ts'
import { talkAnswer, type AnswerOptions } from './talk-answer.ts'
import type { ToolContext } from '../tool.ts'

export type SeatContext = Pick<
  ToolContext,
  'conversation' | 'caller' | 'client' | 'presence' | 'shownSteps' | 'tellsTurn'
>

/** The answer, what it shows, and that its messages count as read and need not be shown again. */
export async function answerTalk(talk: Talk, context: SeatContext, options: AnswerOptions) {
  const { conversation, caller, client, presence, shownSteps, tellsTurn } = context
  const { participant, scopes } = caller
  const { text, data, messages, shown } = talkAnswer(
    talk,
    {
      participant,
      nameOf: namesIn(conversation.participants()),
      presence,
      readsFiles: scopes.has('files:read'),
      seat: caller.seat === true,
      isTold: () => tellsTurn(caller, talk.id),
      writes: scopes.has('messages:write'),
    },
    options,
  )
  shownSteps.set(talk.id, participant, client.id, data.last_step)
  if (messages.length > 0)
    await conversation.markRead(participant, messages.map(messageId), client.id)
  return { text, data, shown }
}
