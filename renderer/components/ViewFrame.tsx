/**
 * The frame of one view: its name, one sentence, its actions; and for what it shows the states all
 * views share: on its way, failed, empty. Stopped and signed out are told by the frame around it.
 */
import type { ReactNode } from 'react'
import type { Failure } from '../../main/contract.ts'
import { strings } from '../strings.ts'
import { Button } from './Button.tsx'
import { Problem } from './Problem.tsx'
import { Skeleton } from './Skeleton.tsx'

/** As `useLoaded` gives it. */
interface Shown {
  value: unknown
  failure: Failure | undefined
  reload: () => void
}

interface Props {
  title: string
  /** One plain sentence: what this view is for. */
  lead?: ReactNode
  /** Buttons of the whole view. */
  actions?: ReactNode
  /** What has to be there before `children` can be drawn; all of them. */
  needs?: readonly Shown[]
  /** Shown instead of `children` when there is nothing: an EmptyState. */
  empty?: ReactNode
  /** Uses the whole width and height of the window: lists that scroll inside. */
  full?: boolean
  children?: ReactNode
}

export function ViewFrame({ title, lead, actions, needs = [], empty, full, children }: Props) {
  const missing = needs.some(({ value }) => value === undefined)
  const failed = needs.filter(({ failure }) => failure)
  const loading = missing && failed.length === 0
  return (
    <div className={full ? 'view view-full' : 'view'} aria-busy={loading}>
      <header className="view-head">
        <div className="min-w-0">
          <h1 className="font-serif text-3xl sm:text-4xl">{title}</h1>
          {lead && <p className="mt-1 max-w-prose text-pretty text-muted">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
      </header>
      {failed.slice(0, 1).map(
        ({ failure }) =>
          failure && (
            <div key={failure.code} className="mb-8">
              <Problem problem={failure}>
                <Button onClick={() => failed.forEach(({ reload }) => reload())}>
                  {strings.kit.tryAgain}
                </Button>
              </Problem>
            </div>
          ),
      )}
      {loading ? <Skeleton lines={6} /> : missing ? null : (empty ?? children)}
    </div>
  )
}
