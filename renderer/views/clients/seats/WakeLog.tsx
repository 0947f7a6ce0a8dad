/** Every wake with its cause and what came of it, newest first. */
import { Time } from '../../../components/Time.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { nameOf } from '../../../participants.ts'
import { seatStrings as words } from '../../../strings/seats.ts'

export function WakeLog({ participants }: { participants: Participants }) {
  const { value: wakes = [] } = useLoaded('wake.log', { limit: 50 })
  if (wakes.length === 0) return <p className="text-sm text-muted">{words.logNone}</p>
  return (
    <ul className="space-y-2 text-sm">
      {wakes.map(({ id, participant, door, cause, about, at, outcome, detail }) => (
        <li key={id} className="wrap-anywhere">
          <span className="font-medium">{nameOf(participant, participants)}</span>:{' '}
          {words.causes[cause](about ?? '')}
          <span className="block text-muted">
            <Time iso={at} /> · {words.doors[door]} ·{' '}
            {outcome === null ? words.goingOn : words.outcomes[outcome]}
          </span>
          {detail !== null && <span className="block text-muted">{detail}</span>}
        </li>
      ))}
    </ul>
  )
}
