/** The end of an unread message: once it is in sight in a page somebody looks at, it was read. */
import { useEffect, useRef } from 'react'

export function SeenMark({ onSeen }: { onSeen: () => void }) {
  const mark = useRef<HTMLSpanElement>(null)
  const latest = useRef(onSeen)
  useEffect(() => {
    latest.current = onSeen
  })
  useEffect(() => {
    let inSight = false
    const look = (): void => {
      if (inSight && document.visibilityState === 'visible') latest.current()
    }
    const observer = new IntersectionObserver(([entry]) => {
      inSight = entry?.isIntersecting ?? false
      look()
    })
    if (mark.current) observer.observe(mark.current)
    document.addEventListener('visibilitychange', look)
    return () => {
      observer.disconnect()
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return <span ref={mark} aria-hidden="true" className="block h-px" />
}
