/** What is wrong, on whose side it is, and the cure. */
import { Problem, type KnownProblem } from '../../components/Problem.tsx'
import { doctorStrings as words } from '../../strings/doctor.ts'

interface Props {
  problem: KnownProblem
  /** Announced at once: it was found just now. */
  alert?: boolean
}

export function Verdict({ problem, alert = false }: Props) {
  return (
    <div className="max-w-prose">
      <p className="mb-1 text-sm text-muted">{words.sides[problem.side]}</p>
      <Problem problem={problem} alert={alert} />
    </div>
  )
}
