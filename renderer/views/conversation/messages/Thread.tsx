/** One thread: what it is about and who is in it, its messages, and the owner's own voice. */
import { ChevronLeft } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { HeldThread } from '../../../components/HeldThread.tsx'
import { ThreadBound } from '../../../components/ThreadBound.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { nameOf } from '../../../participants.ts'
import { strings } from '../../../strings.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { Composer } from '../compose/Composer.tsx'
import { ThreadLanes } from '../lanes/ThreadLanes.tsx'
import { toThreads } from '../place.ts'
import { isUnread, type ListItem } from './list-items.ts'
import { Message } from './Message.tsx'
import { MessageList } from './MessageList.tsx'
import type { ThreadMessage } from './thread-pages.ts'
import type { Thread as ThreadFacts } from './use-threads.ts'
import { ThreadMenu } from './ThreadMenu.tsx'
import { useSeen } from './use-seen.ts'
import { useThread } from './use-thread.ts'

const words = conversationStrings.thread
/** From so many messages on only those in sight are drawn. */
const LONG = 200

interface Props {
  id: string
  /** Undefined when it is older than the threads that are listed. */
  facts: ThreadFacts | undefined
  participants: Participants
  /** The message to lead to. */
  target: string | undefined
}

export function Thread({ id, facts, participants, target }: Props) {
  const { stretch, failure, loadingEarlier, loadEarlier, reload } = useThread(id, target)
  const invoke = useInvoke()
  const onSeen = useSeen()
  const [answering, setAnswering] = useState<ThreadMessage>()
  const [freshFrom, setFreshFrom] = useState<number>()
  const [opened, setOpened] = useState(false)
  const [long] = useState((facts?.messages ?? 0) > LONG)
  const pointedAt = useRef<string>(undefined)
  const messages = stretch?.messages ?? []
  if (stretch && !opened) {
    setOpened(true)
    setFreshFrom(messages.find(isUnread)?.seq)
  }
  const title = facts?.name ?? facts?.title ?? messages[0]?.text.slice(0, 80) ?? words.untitled
  const people = facts?.participants ?? [
    ...new Set(messages.flatMap(({ from, to }) => [from, ...to])),
  ]
  /** Once: who scrolls on and comes back keeps the focus where it is. */
  const point = useCallback(
    (article: HTMLElement) => {
      if (pointedAt.current === target) return
      pointedAt.current = target
      article.focus({ preventScroll: true })
    },
    [target],
  )
  const draw = (item: ListItem) => (
    <Message
      item={item}
      participants={participants}
      answered={messages.find((one) => one.id === item.message.replyTo)}
      pointed={item.message.id === target}
      onReply={setAnswering}
      onAcknowledge={(one) => invoke('conversation.acknowledge', { ids: [one] })}
      onSeen={onSeen}
      onPointed={point}
    />
  )
  return (
    <>
      <header className="pane-head">
        <a className="back-link" href={toThreads()}>
          <ChevronLeft aria-hidden="true" size={16} />
          {words.all}
        </a>
        <div className="flex items-center justify-between gap-2">
          <h2 className="line-clamp-1 font-serif text-xl wrap-anywhere" title={title} dir="auto">
            {title}
          </h2>
          <ThreadMenu key={id} id={id} name={facts?.name ?? ''} />
        </div>
        <p className="text-sm text-muted">
          {words.people(people.map((one) => nameOf(one, participants)))}
          {facts && ` · ${words.count(facts.messages)}`}
        </p>
        {facts && <ThreadBound key={facts.id} thread={facts} />}
        {facts && <HeldThread thread={facts} title={title} />}
      </header>
      {failure && (
        <Problem problem={failure}>
          <Button onClick={stretch ? loadEarlier : reload}>{strings.kit.tryAgain}</Button>
        </Problem>
      )}
      {!stretch && !failure && <Skeleton lines={6} />}
      {stretch && (
        <MessageList
          {...{ stretch, long, title, target, freshFrom, loadingEarlier, draw }}
          // After a failure only when asked, so that nothing is tried without end.
          onEarlier={failure ? () => {} : loadEarlier}
        />
      )}
      {stretch && <ThreadLanes thread={id} />}
      {stretch && (
        <Composer
          participants={participants}
          thread={{ id, participants: people }}
          answering={answering}
          onAnswered={() => setAnswering(undefined)}
        />
      )}
    </>
  )
}
