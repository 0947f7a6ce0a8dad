/** Open applications that are told when something waits, and every wake there was. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Section } from '../../../components/Section.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { seatStrings } from '../../../strings/seats.ts'
import { openApplicationStrings as words } from '../../../strings/open-applications.ts'
import { AddOpenApplication } from './AddOpenApplication.tsx'
import { OpenApplicationRow } from './OpenApplicationRow.tsx'
import { WakeLog } from './WakeLog.tsx'

export function OpenApplications({ participants }: { participants: Participants }) {
  const { value = [] } = useLoaded('wake.list', {})
  const [adding, setAdding] = useState(false)
  const applications = value.flatMap(({ participant, ways }) =>
    ways.map((way) => ({ participant, ...way })),
  )
  const others = participants.filter(({ id }) => id !== 'owner')
  return (
    <Section title={words.title}>
      <p className="-mt-2 mb-4 max-w-prose text-sm text-muted">
        {applications.length === 0 ? words.none : words.lead}
      </p>
      {applications.length > 0 && (
        <ul className="client-rows mb-4">
          {applications.map((one) => (
            <OpenApplicationRow
              key={`${one.participant} ${one.way}`}
              application={one}
              participants={participants}
            />
          ))}
        </ul>
      )}
      <Button onClick={() => setAdding(true)}>
        <Plus aria-hidden="true" size={16} strokeWidth={1.75} />
        {words.add}
      </Button>
      {value.some(({ doors }) => doors.length > 0) && (
        <div className="mt-6">
          <Disclosure label={seatStrings.log}>
            <WakeLog participants={participants} />
          </Disclosure>
        </div>
      )}
      {adding && <AddOpenApplication participants={others} onClose={() => setAdding(false)} />}
    </Section>
  )
}
