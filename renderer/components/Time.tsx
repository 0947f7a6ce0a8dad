/** "3 minutes ago", kept true while it is shown; the exact time is in its title. */
import { useNow } from '../data/use-now.ts'
import { exactTime, relativeTime, timeOf } from '../format.ts'

interface Props {
  iso: string
  /** "10:04" instead of how long ago. */
  clock?: boolean
}

export function Time({ iso, clock = false }: Props) {
  const now = useNow()
  return (
    <time dateTime={iso} title={exactTime(iso)} className="whitespace-nowrap tabular-nums">
      {clock ? timeOf(iso, new Date(now)) : relativeTime(iso, now)}
    </time>
  )
}
