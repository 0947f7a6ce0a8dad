/** The messages of a long thread: only those in sight, and a few around them, are in the page. */
import { useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import { distanceFromEnd, NEAR_END, NEAR_TOP, type ScrollingProps } from './scrolling.ts'
import { useVirtualRows, type Virtualizer } from './virtual-rows.ts'

/** Of the line above the first message; its style says the same. */
const TOP = 40
/** A message of a few lines. */
const ESTIMATE = 130

type Keeps = NonNullable<
  Virtualizer<HTMLElement, HTMLElement>['shouldAdjustScrollPositionOnItemSizeChange']
>

/**
 * What is read stays where it is when something above turns out larger or smaller, whichever way one
 * scrolls: an estimate that is corrected counts from its top, anything else once it is all above.
 */
const keepsPlace: Keeps = ({ key, start, end }, _delta, { itemSizeCache, scrollOffset }) =>
  itemSizeCache.has(key) ? end <= (scrollOffset ?? 0) : start < (scrollOffset ?? 0)

export function VirtualList(props: ScrollingProps) {
  const { ref, items, target, label, top, draw, onAtEnd, onNearTop } = props
  const scroller = useRef<HTMLElement>(null)
  const begun = useRef(false)
  const shown = useRef<string>(undefined)
  const virtualizer = useVirtualRows<HTMLElement, HTMLElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATE,
    getItemKey: (i) => items[i]?.message.id ?? i,
    scrollMargin: TOP,
    overscan: 6,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
  })
  useLayoutEffect(() => {
    Object.assign(virtualizer, { shouldAdjustScrollPositionOnItemSizeChange: keepsPlace })
  }, [virtualizer])
  const toEnd = (): void => virtualizer.scrollToIndex(items.length - 1, { align: 'end' })
  useImperativeHandle(ref, () => ({ toEnd }))

  useLayoutEffect(() => {
    if (items.length === 0) return
    if (!begun.current) toEnd()
    begun.current = true
    const at = items.findIndex(({ message }) => message.id === target)
    if (target !== shown.current && (target === undefined || at >= 0)) {
      shown.current = target
      if (at >= 0) virtualizer.scrollToIndex(at, { align: 'center' })
    }
  })

  const watch = (): void => {
    const element = scroller.current
    if (!element) return
    onAtEnd(distanceFromEnd(element) < NEAR_END)
    if (element.scrollTop < NEAR_TOP) onNearTop()
  }
  useEffect(() => {
    if (items.length > 0) watch()
  })

  return (
    <section ref={scroller} aria-label={label} tabIndex={0} className="messages" onScroll={watch}>
      {top}
      <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const item = items[index]
          return (
            item && (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-posinset={index + 1}
                aria-setsize={items.length}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start - TOP}px)` }}
              >
                {draw(item)}
              </li>
            )
          )
        })}
      </ol>
    </section>
  )
}
