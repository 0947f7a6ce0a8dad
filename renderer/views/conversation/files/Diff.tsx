/** What changed between two versions: side by side where there is room, else one below the other. */
import { useMemo, type ReactNode } from 'react'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { diffRows, type DiffRow, type Line } from './diff-rows.ts'

const words = conversationStrings.diff

interface Props {
  name: string
  from: number
  to: number
}

export function Diff({ name, from, to }: Props) {
  const before = useLoaded('files.read', { name, version: from })
  const after = useLoaded('files.read', { name, version: to })
  const failure = before.failure ?? after.failure
  if (failure) return <Problem problem={failure} />
  if (!before.value || !after.value) return <Skeleton lines={6} />
  if (before.value.encoding !== 'utf-8' || after.value.encoding !== 'utf-8') {
    return <p className="text-muted">{words.notText}</p>
  }
  return (
    <Compared
      before={before.value.content}
      after={after.value.content}
      title={words.fromTo(from, to)}
    />
  )
}

interface ComparedProps {
  before: string
  after: string
  title: string
  /** Shown beneath where they are too different to be compared. */
  otherwise?: ReactNode
}

/** Two texts, compared line by line. */
export function Compared({ before, after, title, otherwise }: ComparedProps) {
  const result = useMemo(() => diffRows(before, after), [before, after])
  if (!result) {
    return (
      <>
        <p className="text-muted">{words.tooDifferent}</p>
        {otherwise}
      </>
    )
  }
  const { rows, added, removed } = result
  if (added + removed === 0) return <p className="text-muted">{words.same}</p>
  return (
    <>
      <p className="mb-2 text-sm text-muted">{`${title}: ${words.summary(added, removed)}`}</p>
      <div className="compare" role="region" aria-label={title} tabIndex={0}>
        {rows.map((row, i) => (
          <Row key={i} row={row} />
        ))}
      </div>
    </>
  )
}

function Row({ row }: { row: DiffRow }) {
  if (row.kind === 'gap') return <p className="compare-gap">{words.gap(row.lines)}</p>
  return (
    <div className={`compare-row compare-${row.kind}`}>
      <Side side="left" line={row.left} changed={row.kind === 'changed'} />
      <Side side="right" line={row.right} changed={row.kind === 'changed'} />
    </div>
  )
}

interface SideProps {
  side: 'left' | 'right'
  line: Line | undefined
  changed: boolean
}

function Side({ side, line, changed }: SideProps) {
  if (!line) return <div className={`compare-side compare-${side} compare-none`} />
  const Tag = side === 'left' ? 'del' : 'ins'
  return (
    <div className={`compare-side compare-${side}`}>
      <span className="compare-number">{line.number}</span>
      <span aria-hidden="true" className="compare-sign">
        {changed ? (side === 'left' ? '−' : '+') : ''}
      </span>
      {changed && <span className="sr-only">{words[side]}: </span>}
      <span className="min-w-0 whitespace-pre-wrap wrap-anywhere">
        {line.parts.map(({ text, changed: differs }, i) =>
          differs ? <Tag key={i}>{text}</Tag> : <span key={i}>{text}</span>,
        )}
      </span>
    </div>
  )
}
