/** Lines that hold the place of what is being loaded, so that nothing jumps. */
import { strings } from '../strings.ts'

export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div role="status" className="skeleton">
      <span className="sr-only">{strings.loading}</span>
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} aria-hidden="true" />
      ))}
    </div>
  )
}
