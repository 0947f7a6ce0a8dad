/**
 * Everything that was recorded, in one row: messages, notes, what was done with files, what was put
 * away. The hash chain it is kept in can be checked here.
 */
import { useEffect, useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Checkbox } from '../../../components/Checkbox.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { strings } from '../../../strings.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { Chain } from './Chain.tsx'
import { LogEntry } from './LogEntry.tsx'

const words = conversationStrings.log
/** Entries of one page. */
const PAGE = 100

interface Props {
  /** The entry to lead to. */
  seq: number | undefined
  participants: Participants
}

export function Log({ seq, participants }: Props) {
  /** The pages that were left behind, as what they ended before. */
  const [pages, setPages] = useState<readonly number[]>(seq === undefined ? [] : [seq + 10])
  const [archived, setArchived] = useState(seq !== undefined)
  const before = pages.at(-1)
  const { value, failure, reload } = useLoaded('conversation.log', {
    limit: PAGE,
    includeArchived: archived,
    ...(before !== undefined && { before }),
  })
  const newestFirst = value?.toReversed() ?? []
  const oldest = newestFirst.at(-1)
  const loaded = value !== undefined
  useEffect(() => {
    if (loaded) document.getElementById(`log-${seq}`)?.scrollIntoView({ block: 'center' })
  }, [loaded, seq])
  return (
    <div className="pane-scroll">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <Checkbox label={words.archived} checked={archived} onChange={setArchived} />
        <Chain />
      </div>
      {failure && (
        <Problem problem={failure}>
          <Button onClick={reload}>{strings.kit.tryAgain}</Button>
        </Problem>
      )}
      {!value && !failure && <Skeleton lines={6} />}
      {value && newestFirst.length === 0 && (
        <EmptyState title={words.none}>{words.noneDetail}</EmptyState>
      )}
      <ol reversed aria-label={words.title} className="log">
        {newestFirst.map((entry) => (
          <LogEntry
            key={entry.seq}
            entry={entry}
            participants={participants}
            pointed={entry.seq === seq}
          />
        ))}
      </ol>
      {value && (pages.length > 0 || newestFirst.length === PAGE) && (
        <p className="flex gap-3 py-4">
          <Button disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
            {words.later}
          </Button>
          <Button disabled={!oldest} onClick={() => oldest && setPages([...pages, oldest.seq])}>
            {words.earlier}
          </Button>
        </p>
      )}
    </div>
  )
}
