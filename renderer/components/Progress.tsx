/** How far something is; without a total it only says that it goes on. */
import { Progress as Base } from '@base-ui/react/progress'

interface Props {
  label: string
  done: number
  /** Null: nobody knows how much there is. */
  total: number | null
  /** What is being done now. */
  detail?: string
}

export function Progress({ label, done, total, detail }: Props) {
  const value = total === null ? null : Math.min(done, total)
  return (
    <Base.Root value={value} max={total ?? 100} className="grid gap-1">
      <div className="flex items-baseline justify-between gap-4">
        <Base.Label>{label}</Base.Label>
        {total !== null && <Base.Value className="text-sm text-muted tabular-nums" />}
      </div>
      <Base.Track className="progress">
        <Base.Indicator className="progress-done" />
      </Base.Track>
      {detail && <p className="text-sm wrap-anywhere text-muted">{detail}</p>}
    </Base.Root>
  )
}
