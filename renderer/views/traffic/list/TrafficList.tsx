/**
 * Every row that passes the filter, the newest last; only those in sight are in the page. It stays
 * with the newest as long as the owner is there, and keeps still when he has gone back.
 */
import { useEffectEvent, useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { Button } from '../../../components/Button.tsx'
import { trafficStrings as words } from '../../../strings/traffic.ts'
import type { TrafficRows } from '../data/traffic-rows.ts'
import { useVersion } from '../data/use-traffic.ts'
import { stepOf } from './list-keys.ts'
import { TrafficRow } from './TrafficRow.tsx'
import { useRoom } from './use-room.ts'
import { useSight } from './use-sight.ts'

/** styles/traffic.css says the same. */
const WIDE_ROW = 36
const NARROW_ROW = 60

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
  const rowHeight = wide ? WIDE_ROW : NARROW_ROW
  const count = rows.length()
  const sight = useSight({ scroller, rowHeight, count, dropped: rows.dropped() })
  const { first, end } = sight
  const place = chosen === undefined ? -1 : rows.indexOf(chosen)

  // Only when another one is chosen: the list keeps still while rows come.
  const reveal = useEffectEvent((seq: number) => {
    const at = rows.indexOf(seq)
    if (at >= 0) sight.reveal(at)
  })
  useLayoutEffect(() => {
    if (chosen !== undefined) reveal(chosen)
  }, [chosen])

  const move = (event: KeyboardEvent): void => {
    const to = stepOf(event.key, place, count, sight.page())
    const row = to === undefined ? undefined : rows.at(to)
    if (event.key === 'Enter' && chosen !== undefined) onChoose(chosen, true)
    else if (row) onChoose(row.seq, false)
    else return
    event.preventDefault()
  }
  const places = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
  return (
    <div className="traffic-rows" data-wide={wide}>
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={words.list}
        aria-activedescendant={place >= first && place < end ? `${id}-${chosen}` : undefined}
        className="traffic-scroll"
        onScroll={sight.onScroll}
        onKeyDown={move}
      >
        <div role="presentation" className="relative" style={{ height: count * rowHeight }}>
          {places.map((at) => {
            const row = rows.at(at)
            return (
              row && (
                <div
                  key={row.seq}
                  id={`${id}-${row.seq}`}
                  role="option"
                  aria-selected={row.seq === chosen}
                  aria-posinset={at + 1}
                  aria-setsize={count}
                  className="traffic-row"
                  style={{ transform: `translateY(${at * rowHeight}px)` }}
                  onClick={() => onChoose(row.seq, true)}
                >
                  <TrafficRow row={row} wide={wide} />
                </div>
              )
            )
          })}
        </div>
      </div>
      {!sight.atEnd && (
        <div className="traffic-newest">
          <Button kind="solid" onClick={sight.toEnd}>
            {words.toNewest}
          </Button>
        </div>
      )}
    </div>
  )
}
