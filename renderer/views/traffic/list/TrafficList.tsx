/**
 * Every row that passes the filter, the newest last; only those in sight are in the page. It stays
 * with the newest as long as the owner is there, and keeps still when he has gone back.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { trafficStrings as words } from '../../../strings/traffic.ts'
import type { TrafficRows } from '../data/traffic-rows.ts'
import { useVersion } from '../data/use-traffic.ts'
import { TrafficRow } from './TrafficRow.tsx'
import { useRoom } from './use-room.ts'
import { stepOf } from './list-keys.ts'

/** styles/traffic.css says the same. */
const WIDE_ROW = 36
const NARROW_ROW = 60
/** So near the end it is the end. */
const NEAR = 40

interface Props {
  rows: TrafficRows
  chosen: number | undefined
  /** `open`: it is to be read now, not only marked. */
  onChoose: (seq: number, open: boolean) => void
}

export function TrafficList({ rows, chosen, onChoose }: Props) {
  useVersion(rows)
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const wide = useRoom(scroller)
  const height = wide ? WIDE_ROW : NARROW_ROW
  const count = rows.length()
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    useFlushSync: false,
  })
  const { atEnd, toEnd, watch } = useEnd(scroller, rows, height, count)
  const place = chosen === undefined ? -1 : rows.indexOf(chosen)

  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height])
  useLayoutEffect(() => {
    if (place >= 0 && chosen !== undefined) virtualizer.scrollToIndex(place, { align: 'auto' })
    // Only when another one is chosen: the list keeps still while rows come.
  }, [virtualizer, chosen])

  const move = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1)
    const to = stepOf(event.key, place, count, page)
    const row = to === undefined ? undefined : rows.at(to)
    if (event.key === 'Enter' && chosen !== undefined) onChoose(chosen, true)
    else if (row) onChoose(row.seq, false)
    else return
    event.preventDefault()
  }
  const items = virtualizer.getVirtualItems()
  const active = items.some(({ index }) => index === place) ? `${id}-${chosen}` : undefined
  return (
    <div className="traffic-rows" data-wide={wide}>
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={words.list}
        aria-activedescendant={active}
        className="traffic-scroll"
        onScroll={watch}
        onKeyDown={move}
      >
        <div
          role="presentation"
          className="relative"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index, start }) => {
            const row = rows.at(index)
            return (
              row && (
                <div
                  key={row.seq}
                  id={`${id}-${row.seq}`}
                  role="option"
                  aria-selected={row.seq === chosen}
                  aria-posinset={index + 1}
                  aria-setsize={count}
                  data-outcome={row.outcome}
                  className="traffic-row"
                  style={{ transform: `translateY(${start}px)` }}
                  onClick={() => onChoose(row.seq, true)}
                >
                  <TrafficRow row={row} wide={wide} />
                </div>
              )
            )
          })}
        </div>
      </div>
      {!atEnd && !rows.paused() && (
        <div className="traffic-newest">
          <Button kind="solid" onClick={toEnd}>
            {words.toNewest}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Whether the newest is in sight, and staying with it. */
function useEnd(
  scroller: React.RefObject<HTMLDivElement | null>,
  rows: TrafficRows,
  height: number,
  count: number,
) {
  const [atEnd, setAtEnd] = useState(true)
  const stay = useRef(true)
  const droppedBefore = useRef(0)
  const dropped = rows.dropped()
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const gone = Math.max(0, dropped - droppedBefore.current)
    droppedBefore.current = dropped
    if (stay.current) element.scrollTop = element.scrollHeight
    // Rows at the beginning went: what is in sight stays where it is.
    else if (gone > 0) element.scrollTop -= gone * height
  }, [scroller, height, count, dropped])
  return {
    atEnd,
    toEnd: () => {
      stay.current = true
      setAtEnd(true)
      scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
    },
    watch: () => {
      const element = scroller.current
      if (!element) return
      const left = element.scrollHeight - element.scrollTop - element.clientHeight
      stay.current = left < NEAR
      setAtEnd(left < NEAR)
    },
  }
}
