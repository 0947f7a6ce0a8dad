/**
 * Which rows of a long list are in sight. All rows are of one height, so this is a division; the
 * general virtualiser measures, and writes to the scroll position while the list does too.
 */
import { useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'

export interface Sight {
  first: number
  /** The place after the last. */
  end: number
  /** The newest is in sight. */
  atEnd: boolean
  onScroll: () => void
  toEnd: () => void
  /** Scrolls no further than it must. */
  reveal: (place: number) => void
  /** Rows that fit. */
  page: () => number
}

interface Options {
  scroller: RefObject<HTMLElement | null>
  rowHeight: number
  count: number
  /** How many have gone at the beginning in all; what is in sight keeps its place. */
  dropped: number
}

/** Rows drawn beyond what is in sight. */
const BEYOND = 8
/** So near the end it is the end. */
const NEAR_PX = 40
/** Of an element that has no size yet. */
const USUAL_PX = 600

export function useSight({ scroller, rowHeight, count, dropped }: Options): Sight {
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(USUAL_PX)
  const [atEnd, setAtEnd] = useState(true)
  /** Asked for in effects, where the state would be that of the last drawing. */
  const staying = useRef(true)
  const droppedBefore = useRef(dropped)

  const look = (): void => {
    const element = scroller.current
    if (!element) return
    const { scrollTop, scrollHeight, clientHeight } = element
    staying.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
    setAtEnd(staying.current)
    // Only a new first row is worth drawing for.
    setTop(Math.floor(scrollTop / rowHeight) * rowHeight)
  }
  const scrollTo = (to: number): void => {
    scroller.current?.scrollTo({ top: to })
    look()
  }
  const toEnd = (): void => scrollTo(scroller.current?.scrollHeight ?? 0)

  const measured = useEffectEvent((tall: number) => {
    setHeight(tall || USUAL_PX)
    if (staying.current) toEnd()
  })
  const settle = useEffectEvent((total: number, droppedNow: number, each: number) => {
    const gone = Math.max(0, droppedNow - droppedBefore.current)
    droppedBefore.current = droppedNow
    if (staying.current) scrollTo(total)
    else if (gone > 0) scrollTo((scroller.current?.scrollTop ?? 0) - gone * each)
  })

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const measure = (): void => measured(element.clientHeight)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  useLayoutEffect(() => {
    settle(count * rowHeight, dropped, rowHeight)
  }, [count, dropped, rowHeight])

  return {
    first: Math.max(0, Math.min(count, Math.floor(top / rowHeight)) - BEYOND),
    end: Math.min(count, Math.ceil((top + height) / rowHeight) + 1 + BEYOND),
    atEnd,
    onScroll: look,
    toEnd,
    reveal(place) {
      const from = scroller.current?.scrollTop ?? 0
      const tall = scroller.current?.clientHeight ?? 0
      if (place * rowHeight < from) scrollTo(place * rowHeight)
      else if ((place + 1) * rowHeight > from + tall) scrollTo((place + 1) * rowHeight - tall)
    },
    page: () => Math.max(1, Math.floor(height / rowHeight) - 1),
  }
}
