/**
 * The messages of one thread as they scroll: earlier ones come when one nears the top, new ones are
 * told below while one reads further up.
 */
import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Button } from '../../../components/Button.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { conversationStrings } from '../../../strings/conversation.ts'
import { itemsOf, type ListItem } from './list-items.ts'
import { PlainList } from './PlainList.tsx'
import type { ScrollHandle } from './scrolling.ts'
import type { Stretch } from './thread-pages.ts'
import { VirtualList } from './VirtualList.tsx'

const words = conversationStrings.thread

interface Props {
  stretch: Stretch
  /** Whether it is too long to be drawn whole; does not change while it is shown. */
  long: boolean
  title: string
  target: string | undefined
  freshFrom: number | undefined
  loadingEarlier: boolean
  onEarlier: () => void
  draw: (item: ListItem) => ReactNode
}

export function MessageList(props: Props) {
  const { stretch, long, title, target, freshFrom, loadingEarlier, onEarlier, draw } = props
  const { messages, complete } = stretch
  const handle = useRef<ScrollHandle>(null)
  const newest = messages.at(-1)
  const [atEnd, setAtEnd] = useState(true)
  /** The newest message when the end was last in sight. */
  const [seenTo, setSeenTo] = useState(newest?.seq ?? 0)
  const below = atEnd ? [] : messages.filter(({ seq }) => seq > seenTo)
  if (atEnd && newest && newest.seq !== seenTo) setSeenTo(newest.seq)
  const items = useMemo(() => itemsOf(messages, freshFrom), [messages, freshFrom])

  const own = messages.findLast(({ from }) => from === 'owner')?.seq
  const ownBefore = useRef(own)
  useEffect(() => {
    // Whoever writes wants to see it stand there.
    if (own !== undefined && own > (ownBefore.current ?? 0)) handle.current?.toEnd()
    ownBefore.current = own
  }, [own])

  const List = long ? VirtualList : PlainList
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <List
        ref={handle}
        items={items}
        target={target}
        label={words.messagesOf(title)}
        top={
          <p className="messages-top">
            {complete ? words.begins : loadingEarlier ? words.loadingEarlier : ''}
          </p>
        }
        draw={draw}
        onAtEnd={setAtEnd}
        onNearTop={onEarlier}
      />
      <LiveRegion>{below.length > 0 && words.newBelow(below.length)}</LiveRegion>
      {!atEnd && (
        <Button className="to-end" onClick={() => handle.current?.toEnd()}>
          <ArrowDown aria-hidden="true" size={16} strokeWidth={1.75} />
          {below.length > 0 ? words.newBelow(below.length) : words.toEnd}
        </Button>
      )}
    </div>
  )
}
