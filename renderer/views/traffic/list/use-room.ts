/** Whether a row has room for one line; follows the element, not the window. */
import { useLayoutEffect, useState, type RefObject } from 'react'

const ONE_LINE = 600

export function useRoom(of: RefObject<HTMLElement | null>): boolean {
  const [wide, setWide] = useState(true)
  useLayoutEffect(() => {
    const element = of.current
    if (!element) return undefined
    const look = (): void => setWide(element.clientWidth === 0 || element.clientWidth >= ONE_LINE)
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [of])
  return wide
}
