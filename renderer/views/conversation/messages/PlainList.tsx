/**
 * The messages of a thread of ordinary length, all of them in the page, so that the browser finds
 * words in them. What is read stays where it is when something comes before or after it.
 */
import { useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import { distanceFromEnd, NEAR_END, NEAR_TOP, type ScrollingProps } from './scrolling.ts'

export function PlainList(props: ScrollingProps) {
  const { ref, items, target, label, top, draw, onAtEnd, onNearTop } = props
  const scroller = useRef<HTMLElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const atEnd = useRef(true)
  /** The message that was first, and where: when it has moved, the view moves with it. */
  const anchor = useRef({ id: '', at: 0 })
  const shown = useRef<string>(undefined)

  const toEnd = (): void => {
    const element = scroller.current
    if (element) element.scrollTop = element.scrollHeight
  }
  useImperativeHandle(ref, () => ({ toEnd }))

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || items.length === 0) return
    const at = offsetOf(element, anchor.current.id)
    if (at !== undefined && !atEnd.current) element.scrollTop += at - anchor.current.at
    else if (atEnd.current) toEnd()
    const id = items[0]?.message.id ?? ''
    anchor.current = { id, at: offsetOf(element, id) ?? 0 }
    const found = target === undefined ? undefined : offsetOf(element, target)
    if (target !== shown.current && (target === undefined || found !== undefined)) {
      shown.current = target
      if (found !== undefined) {
        atEnd.current = false
        element.scrollTop = found - element.clientHeight / 3
      }
    }
  })

  const watch = (): void => {
    const element = scroller.current
    if (!element) return
    atEnd.current = distanceFromEnd(element) < NEAR_END
    onAtEnd(atEnd.current)
    if (element.scrollTop < NEAR_TOP) onNearTop()
  }
  useEffect(() => {
    // What fits without scrolling would never reach its top.
    if (items.length > 0) watch()
  })
  useEffect(() => {
    // The window, or a text below, takes room away, or a folded text is opened: the end stays the end.
    const observer = new ResizeObserver(() => {
      const element = scroller.current
      if (element && atEnd.current) element.scrollTop = element.scrollHeight
    })
    if (scroller.current) observer.observe(scroller.current)
    if (list.current) observer.observe(list.current)
    return () => observer.disconnect()
  }, [])

  return (
    <section ref={scroller} aria-label={label} tabIndex={0} className="messages" onScroll={watch}>
      {top}
      <ol ref={list}>
        {items.map((item) => (
          <li key={item.message.id}>{draw(item)}</li>
        ))}
      </ol>
    </section>
  )
}

/** Where the message stands within what is scrolled. */
function offsetOf(scroller: HTMLElement, id: string): number | undefined {
  if (id === '') return undefined
  const element = scroller.querySelector(`[data-message="${CSS.escape(id)}"]`)
  if (!element) return undefined
  const { top } = element.getBoundingClientRect()
  return top - scroller.getBoundingClientRect().top + scroller.scrollTop
}
