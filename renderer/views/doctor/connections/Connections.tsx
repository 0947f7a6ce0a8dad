/** Every client that contacted the bridge, those in trouble first. */
import { ButtonLink } from '../../../components/Button.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { hrefTo } from '../../../navigation.ts'
import { doctorStrings } from '../../../strings/doctor.ts'
import { Part } from '../Part.tsx'
import { LadderCard } from './LadderCard.tsx'
import { inOrder } from './standing.ts'

const words = doctorStrings.connections

/** `chosen`: the ladder a link led to. */
export function Connections({ chosen }: { chosen: string | undefined }) {
  const ladders = useLoaded('doctor.ladders', {})
  const { value: status } = useLoaded('status.get', {})
  const presence = status?.presence ?? []
  return (
    <Part loaded={ladders}>
      {ladders.value?.length === 0 ? (
        <EmptyState
          title={words.empty}
          action={<ButtonLink href={hrefTo('doctor', 'rehearsal')}>{words.rehearse}</ButtonLink>}
        >
          {words.emptyNext}
        </EmptyState>
      ) : (
        <>
          <p className="mb-8 max-w-prose text-muted">{words.lead}</p>
          <ul className="space-y-10">
            {inOrder(ladders.value ?? []).map((ladder) => (
              <li key={ladder.id}>
                <LadderCard ladder={ladder} chosen={ladder.id === chosen} presence={presence} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  )
}
