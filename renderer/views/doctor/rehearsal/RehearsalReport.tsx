/** One rehearsal: how it goes or how it ended, and each of its steps. */
import type { ReactNode } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { StatusMark, type MarkState } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import { doctorStrings } from '../../../strings/doctor.ts'
import { StepList } from '../steps/StepList.tsx'

export type Rehearsal = MethodResult<'doctor.rehearsals'>[number]

const words = doctorStrings.rehearsal

const markOf: Record<Rehearsal['state'], MarkState> = {
  running: 'working',
  passed: 'ok',
  failed: 'failed',
}

interface Props {
  rehearsal: Rehearsal
  /** Who waits for the owner, at the place where the rehearsal does. */
  gate?: ReactNode
}

export function RehearsalReport({ rehearsal, gate }: Props) {
  const { as, origin, state, startedAt, approval, steps } = rehearsal
  return (
    <section aria-label={words.name(as)} className="max-w-3xl space-y-8">
      <header>
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h2 className="font-serif text-2xl">{words.name(as)}</h2>
          <p className="text-sm text-muted">
            <Time iso={startedAt} />
          </p>
        </div>
        <p className="flex gap-3">
          <span className="mt-1 flex">
            <StatusMark state={markOf[state]} />
          </span>
          <span className="min-w-0" role="status">
            {sentenceOf(rehearsal)}
          </span>
        </p>
        <p className="text-sm wrap-anywhere text-muted">
          {words.at} {origin}
        </p>
      </header>
      {approval !== undefined && (
        <div className="border-l-4 border-accent pl-5">
          <p>
            {words.page} <strong className="rehearsal-number">{approval}</strong>
          </p>
          <p className="text-muted">{words.approve}</p>
        </div>
      )}
      {gate}
      <StepList steps={steps} label={words.name(as)} />
    </section>
  )
}

function sentenceOf({ state, steps }: Rehearsal): string {
  if (state === 'passed') return words.passed
  if (state === 'failed') {
    return words.failed(steps.find((step) => step.state === 'failed')?.title ?? '')
  }
  const done = steps.filter((step) => step.state !== 'waiting' && step.state !== 'running').length
  return words.running(done, steps.length)
}
