/** All threads, the one with the newest message first. */
import { SquarePen } from 'lucide-react'
import { Badge } from '../../../components/Badge.tsx'
import { ButtonLink } from '../../../components/Button.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { Time } from '../../../components/Time.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { nameOf } from '../../../participants.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { DueLanes } from '../lanes/DueLanes.tsx'
import { toNew, toThread } from '../place.ts'
import type { Thread } from './use-threads.ts'

const words = conversationStrings.threads

interface Props {
  threads: readonly Thread[]
  unread: ReadonlyMap<string, number>
  participants: Participants
  /** The one that is open. */
  current: string | undefined
}

export function ThreadList({ threads, unread, participants, current }: Props) {
  return (
    <>
      <div className="pane-head flex items-center justify-between gap-4">
        <h2 className="font-serif text-xl">{words.title}</h2>
        <ButtonLink href={toNew()} className="px-4 py-1 text-base">
          <SquarePen aria-hidden="true" size={16} strokeWidth={1.75} />
          {words.begin}
        </ButtonLink>
      </div>
      <DueLanes />
      <nav aria-label={words.title} className="pane-scroll">
        <ul>
          {threads.map((thread) => (
            <li key={thread.id}>
              <a
                className="row-link"
                href={toThread(thread.id)}
                aria-current={thread.id === current ? 'page' : undefined}
              >
                <span className="flex items-baseline justify-between gap-3">
                  <span className="line-clamp-2 wrap-anywhere" dir="auto">
                    {thread.name ?? thread.title}
                  </span>
                  {unread.has(thread.id) && (
                    <Badge kind="accent">
                      {unread.get(thread.id)}
                      <span className="sr-only"> {words.unread}</span>
                    </Badge>
                  )}
                </span>
                <span className="flex items-center gap-2 text-sm text-muted">
                  <span className="flex -space-x-1" aria-hidden="true">
                    {thread.participants.slice(0, 5).map((id) => (
                      <Letter key={id} id={id} small />
                    ))}
                  </span>
                  <span className="sr-only">
                    {words.between(thread.participants.map((id) => nameOf(id, participants)))}
                  </span>
                  <span className="min-w-0 truncate">
                    <Time iso={thread.lastMessageAt} /> · {words.count(thread.messages)}
                  </span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
