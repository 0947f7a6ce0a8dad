/** The phases of a talk as one quiet line: done, now, to come. */
import { Check } from 'lucide-react'
import { useLoaded } from '../../../data/hooks.ts'
import { talkStrings } from '../../../strings/talks.ts'
import type { Talk } from '../shapes.ts'

const words = talkStrings.state

export function Phases({ talk }: { talk: Talk }) {
  const { value } = useLoaded('talks.forms', {})
  const { phase, round, rounds, state } = talk
  const phases = value?.forms.find(({ id }) => id === talk.form.id)?.phases
  const ended = state === 'ended'
  return (
    <div className="phases">
      {/* A form that was taken away meanwhile still says where the talk is. */}
      {phases === undefined || phases.length !== phase.count ? (
        <p>
          {phase.title} · {words.phaseOf(phase.index + 1, phase.count)}
        </p>
      ) : (
        <ol aria-label={words.phases}>
          {phases.map(({ id, title }, i) => {
            const done = ended || i < phase.index
            return (
              <li key={id} aria-current={!ended && i === phase.index ? 'step' : undefined}>
                {done && <Check aria-hidden="true" size={14} strokeWidth={2.25} />}
                {title}
              </li>
            )
          })}
        </ol>
      )}
      {rounds > 1 && !ended && <p>{words.round(round, rounds)}</p>}
    </div>
  )
}
