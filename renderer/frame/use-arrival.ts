/**
 * Arriving at a view: the window is named after it, and the focus goes to its content, so that a
 * keyboard starts there and a screen reader says where one is. Not at the first page, which the
 * browser announces itself.
 */
import { useEffect, useRef, type RefObject } from 'react'
import type { ViewName } from '../navigation.ts'
import { strings } from '../strings.ts'

export function useArrival(view: ViewName, waiting: number): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const before = useRef(view)
  useEffect(() => {
    document.title = strings.title(waiting, view === 'home' ? undefined : strings.frame.views[view])
  }, [view, waiting])
  useEffect(() => {
    if (before.current === view) return
    before.current = view
    main.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [view])
  return main
}
