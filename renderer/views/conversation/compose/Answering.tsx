/** Which message is being answered, above the words that answer it. */
import { X } from 'lucide-react'
import { IconButton } from '../../../components/IconButton.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { lookOf, nameOf } from '../../../participants.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import type { ThreadMessage } from '../messages/thread-pages.ts'

const words = conversationStrings.composer

interface Props {
  message: ThreadMessage
  participants: Participants
  onLeave: () => void
}

export function Answering({ message, participants, onLeave }: Props) {
  return (
    <div className="flex items-start justify-between gap-3">
      <div className={`quote ${lookOf(message.from).hue}`}>
        <span className="font-medium text-(--hue)">
          {words.answering(nameOf(message.from, participants))}
        </span>{' '}
        <span className="line-clamp-1" dir="auto">
          {message.text.slice(0, 160)}
        </span>
      </div>
      <IconButton icon={X} label={words.leaveAnswer} onClick={onLeave} />
    </div>
  )
}
