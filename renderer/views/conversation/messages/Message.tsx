/** One message: who said it to whom, what it answers, what it says, what became of it. */
import { Copy, CornerUpLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Badge } from '../../../components/Badge.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { exactTime, timeOf } from '../../../format.ts'
import { nameOf } from '../../../participants.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { Folded } from '../text/Folded.tsx'
import { DayLine } from './DayLine.tsx'
import { isUnread, type ListItem } from './list-items.ts'
import { Quote } from './Quote.tsx'
import { Receipts } from './Receipts.tsx'
import { SeenMark } from './SeenMark.tsx'
import type { ThreadMessage } from './thread-pages.ts'

const words = conversationStrings.message

interface Props {
  item: ListItem
  participants: Participants
  /** The message it answers, when that is here. */
  answered: ThreadMessage | undefined
  /** Somebody was led to it. */
  pointed: boolean
  onReply: (message: ThreadMessage) => void
  onAcknowledge: (id: string) => Promise<unknown>
  onSeen: (id: string) => void
  onPointed: (article: HTMLElement) => void
}

export function Message({ item, participants, answered, pointed, ...acts }: Props) {
  const { message } = item
  const { id, from, to, text, importance, replyTo, sentAt, receipts, ownerPart } = message
  const name = nameOf(from, participants)
  const names = to.map((one) => nameOf(one, participants))
  const article = useRef<HTMLElement>(null)
  const { onPointed } = acts
  useEffect(() => {
    if (pointed && article.current) onPointed(article.current)
  }, [pointed, onPointed])
  return (
    <>
      <DayLine day={item.day} fresh={item.fresh} />
      <article
        ref={article}
        data-message={id}
        data-pointed={pointed}
        tabIndex={-1}
        aria-label={words.label(name, names, timeOf(sentAt))}
        className="message"
      >
        <Letter id={from} />
        <div className="min-w-0 grow">
          <header className="message-head">
            <span className="font-medium wrap-anywhere">{name}</span>
            <span className="text-sm text-muted wrap-anywhere">{words.to(names)}</span>
            <time
              className="text-sm text-muted tabular-nums"
              dateTime={sentAt}
              title={exactTime(sentAt)}
            >
              {timeOf(sentAt)}
            </time>
            {ownerPart && <Badge>{words.ownerPart[ownerPart]}</Badge>}
            {importance === 'high' && <Badge kind="lamp">{words.high}</Badge>}
            {importance === 'low' && <Badge>{words.low}</Badge>}
          </header>
          {replyTo !== null && (
            <Quote id={replyTo} message={answered} participants={participants} />
          )}
          <Folded text={text} of={name} />
          <Receipts
            message={id}
            {...{ receipts, participants }}
            onAcknowledge={() => acts.onAcknowledge(id)}
          />
        </div>
        <MessageActions name={name} text={text} onReply={() => acts.onReply(message)} />
        {isUnread(message) && <SeenMark onSeen={() => acts.onSeen(id)} />}
      </article>
    </>
  )
}

interface MessageActionsProps {
  name: string
  text: string
  onReply: () => void
}

/** What can be done with a message; shown when somebody is at it. */
function MessageActions({ name, text, onReply }: MessageActionsProps) {
  const say = useToast()
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(text).then(
      () => say(words.copied),
      () => say(words.copyFailed),
    )
  return (
    <div className="message-actions">
      <button
        type="button"
        className="icon-button"
        title={words.reply}
        aria-label={words.replyTo(name)}
        onClick={onReply}
      >
        <CornerUpLeft aria-hidden="true" size={16} strokeWidth={1.75} />
      </button>
      <button
        type="button"
        className="icon-button"
        title={words.copy}
        aria-label={words.copyOf(name)}
        onClick={() => void copy()}
      >
        <Copy aria-hidden="true" size={16} strokeWidth={1.75} />
      </button>
    </div>
  )
}
