/** One thing that can be done with the data: what it is, its button, how it went. */
import { useId, type ReactNode } from 'react'
import type { Failure } from '../../../../main/contract.ts'
import { Problem } from '../../../components/Problem.tsx'

interface Props {
  title: string
  hint: string
  failure?: Failure | undefined
  /** How it went; read out. */
  done?: ReactNode
  children: ReactNode
}

export function DataAction({ title, hint, failure, done, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="row space-y-4">
      <div>
        <h3 id={id} className="font-medium">
          {title}
        </h3>
        <p className="text-sm text-muted">{hint}</p>
      </div>
      {children}
      {failure && <Problem problem={failure} />}
      <div role="status" className="wrap-anywhere empty:hidden">
        {done}
      </div>
    </section>
  )
}
