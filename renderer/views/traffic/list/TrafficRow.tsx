/** One row of the list: in one line where there is room, else in two. Drawn anew only if it changed. */
import { memo } from 'react'
import { Letter } from '../../../components/Letter.tsx'
import { sizeOf } from '../../../format.ts'
import { clockOf, durationOf } from '../durations.ts'
import type { Row } from '../data/row.ts'
import { OutcomeMark } from './OutcomeMark.tsx'
import { SentMessage } from './SentMessage.tsx'
import { whatOf } from './what.ts'

interface Props {
  row: Row
  wide: boolean
}

export const TrafficRow = memo(function TrafficRow({ row, wide }: Props) {
  return wide ? <WideRow row={row} /> : <NarrowRow row={row} />
})

function WideRow({ row }: { row: Row }) {
  return (
    <>
      <span className="text-muted tabular-nums">{clockOf(row.at)}</span>
      <Who row={row} />
      <OutcomeMark outcome={row.outcome} />
      <WhatItIs row={row} />
      <span className="text-right text-muted tabular-nums">{row.status}</span>
      <span className="text-right tabular-nums">{took(row)}</span>
      <span className="text-right text-muted tabular-nums">{size(row)}</span>
    </>
  )
}

function NarrowRow({ row }: { row: Row }) {
  return (
    <>
      <span className="flex items-center gap-2">
        {row.outcome !== 'ok' && <OutcomeMark outcome={row.outcome} />}
        <WhatItIs row={row} />
        <span className="ml-auto shrink-0 tabular-nums">{took(row)}</span>
      </span>
      <span className="flex items-center gap-2 text-sm text-muted">
        <span className="tabular-nums">{clockOf(row.at)}</span>
        <Who row={row} />
        <span className="ml-auto shrink-0 tabular-nums">
          {[row.status, size(row)].filter(Boolean).join(' · ')}
        </span>
      </span>
    </>
  )
}

function Who({ row }: { row: Row }) {
  if (row.client === null) return <span className="truncate text-muted" />
  return (
    <span className="flex min-w-0 items-center gap-2">
      {row.participant !== null && <Letter id={row.participant} small />}
      <bdi className="truncate">{row.client}</bdi>
    </span>
  )
}

function WhatItIs({ row }: { row: Row }) {
  const { title, exact, detail } = whatOf(row)
  return (
    <span className="min-w-0 truncate">
      {exact ? <code>{title}</code> : title}
      {detail !== '' && <code className="ml-2 text-muted">{detail}</code>}
      {row.message && (
        <span className="ml-2">
          <SentMessage message={row.message} />
        </span>
      )}
      {row.code !== null && <span className="ml-2 text-muted">{row.code}</span>}
    </span>
  )
}

const took = ({ durationMs, kind }: Row): string =>
  durationMs === null || kind === 'tunnel' ? '' : durationOf(durationMs)
const size = ({ bytesIn, bytesOut }: Row): string =>
  bytesIn + bytesOut === 0 ? '' : sizeOf(bytesIn + bytesOut)
