/** How many rows there are, and whether the list stands still. */
import { trafficStrings as words } from '../../../strings/traffic.ts'
import { isEverything } from '../data/filter.ts'
import type { TrafficRows } from '../data/traffic-rows.ts'
import { useVersion } from '../data/use-traffic.ts'

export function Counted({ rows }: { rows: TrafficRows }) {
  useVersion(rows)
  const [shown, all] = [rows.length(), rows.size()]
  const waiting = rows.waiting()
  return (
    <p className="py-2 text-sm text-muted tabular-nums">
      {isEverything(rows.filter()) && shown === all ? words.rows(all) : words.rowsOf(shown, all)}
      {rows.paused() && ` · ${words.paused}`}
      {waiting > 0 && ` · ${words.waiting(waiting)}`}
    </p>
  )
}
