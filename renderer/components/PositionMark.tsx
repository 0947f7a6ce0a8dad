/**
 * The bridge in a few strokes, as in the tray: the span tells by its shape whether it is down. Out of
 * sight it has none.
 */
import type { Stand } from '../position.ts'

export function PositionMark({ position }: { position: Stand | undefined }) {
  return (
    <svg viewBox="0 0 32 24" aria-hidden="true" className="position-mark">
      <path
        className="tower"
        d="M2 21 3 9h6l1 12ZM3 9l3-6 3 6M22 21l1-12h6l1 12ZM23 9V5h2v2h2V5h2v4"
      />
      {position && <path d={spans[position]} />}
    </svg>
  )
}

const spans: Record<Stand, string> = {
  lowered: 'M9 15h14',
  guarded: 'M9 15h14M12 15V8M16 15V7M20 15V8M11 10h10',
  raised: 'M9.500 15 14 8.500M22.500 15 18 8.500',
}
