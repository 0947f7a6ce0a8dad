/** Says something to those who listen; what stands in it when it changes is read out. */
import type { ReactNode } from 'react'

interface Props {
  /** Read out at once, over anything else. */
  urgent?: boolean
  children: ReactNode
}

export function LiveRegion({ urgent = false, children }: Props) {
  return (
    <div className="sr-only" role="status" aria-live={urgent ? 'assertive' : 'polite'}>
      {children}
    </div>
  )
}
