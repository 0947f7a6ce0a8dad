/** Numbered steps; each may say how it stands. */
import type { ReactNode } from 'react'
import { markWord, StatusMark, type MarkState } from './StatusMark.tsx'

export interface Step {
  id: string
  title: ReactNode
  /** Left out: nothing is known about it, its number is shown. */
  state?: MarkState
  children?: ReactNode
}

/** `current` is marked as the step the owner is at. */
export function Steps({ steps, current }: { steps: readonly Step[]; current?: string }) {
  return (
    <ol className="steps">
      {steps.map(({ id, title, state, children }, i) => (
        <li key={id} aria-current={id === current ? 'step' : undefined}>
          <span className="step-mark">
            {state ? (
              <StatusMark state={state} label={markWord(state)} />
            ) : (
              <span aria-hidden="true">{i + 1}</span>
            )}
          </span>
          <div className="min-w-0 grow pb-8">
            <h3 className="font-serif text-xl leading-8">{title}</h3>
            {children && <div className="mt-2 space-y-4">{children}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
