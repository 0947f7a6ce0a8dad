/** The way across as a row of planks: laid, broken, missing. The words stand beside it. */
import type { Rung } from './standing.ts'

export function Planks({ rungs }: { rungs: readonly Rung[] }) {
  return (
    <span className="planks" aria-hidden="true">
      {rungs.map(({ id, state }) => (
        <span key={id} data-state={state} />
      ))}
    </span>
  )
}
