/** The beginning of the message that is answered; pressing it leads there. */
import type { Participants } from '../../../data/shapes.ts'
import { lookOf, nameOf } from '../../../participants.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toMessage } from '../place.ts'
import type { ThreadMessage } from './thread-pages.ts'

const words = conversationStrings.message

interface Props {
  id: string
  /** Undefined while it is further back than what is loaded. */
  message: ThreadMessage | undefined
  participants: Participants
}

export function Quote({ id, message, participants }: Props) {
  const hue = message ? lookOf(message.from).hue : ''
  return (
    <a className={`quote ${hue}`} href={toMessage(id)}>
      <span className="sr-only">{words.answers} </span>
      {message ? (
        <>
          <span className="font-medium text-(--hue)">{nameOf(message.from, participants)}</span>{' '}
          <span className="line-clamp-2" dir="auto">
            {message.text.slice(0, 240)}
          </span>
        </>
      ) : (
        words.earlier
      )}
    </a>
  )
}
