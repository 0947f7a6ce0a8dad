/** The threads, and beside them the one that is open; where there is little room, one of both. */
import { useState } from 'react'
import { ButtonLink } from '../../../components/Button.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { NewThread } from '../compose/NewThread.tsx'
import { toThreads, type ConversationPlace } from '../place.ts'
import { Thread } from './Thread.tsx'
import { ThreadList } from './ThreadList.tsx'
import type { Thread as ThreadFacts } from './use-threads.ts'

const words = conversationStrings.threads

interface Props {
  place: Extract<ConversationPlace, { part: 'threads' | 'thread' | 'message' | 'new' }>
  threads: readonly ThreadFacts[]
  unread: ReadonlyMap<string, number>
  participants: Participants
}

export function MessagesPane({ place, threads, unread, participants }: Props) {
  const wanted = place.part === 'message' ? place.id : undefined
  const found = useLoaded(
    'conversation.threadOf',
    wanted === undefined ? null : { message: wanted },
  )
  const [before, setBefore] = useState<string>()
  const id = openThread(place, found.value?.thread, before ?? threads[0]?.id)
  if (id !== before && id !== undefined) setBefore(id)

  const lost = wanted !== undefined && found.failure
  return (
    <div className="pair" data-open={place.part !== 'threads'}>
      <div className="pair-list">
        <ThreadList {...{ threads, unread, participants }} current={lost ? undefined : id} />
      </div>
      <div className="pair-detail">
        {place.part === 'new' ? (
          <NewThread participants={participants} />
        ) : lost ? (
          <Problem problem={lost}>
            <ButtonLink href={toThreads()}>{words.all}</ButtonLink>
          </Problem>
        ) : id === undefined && wanted !== undefined ? (
          <Skeleton lines={6} />
        ) : id === undefined ? (
          <EmptyState title={words.none}>{words.noneDetail}</EmptyState>
        ) : (
          <Thread
            key={id}
            id={id}
            facts={threads.find((thread) => thread.id === id)}
            participants={participants}
            target={wanted}
          />
        )}
      </div>
    </div>
  )
}

/**
 * While a message is being looked for, the thread that was open stays; and so it does when another
 * one becomes the newest.
 */
function openThread(
  place: Props['place'],
  ofMessage: string | undefined,
  otherwise: string | undefined,
): string | undefined {
  if (place.part === 'thread') return place.id
  if (place.part === 'message') return ofMessage ?? otherwise
  return place.part === 'threads' ? otherwise : undefined
}
