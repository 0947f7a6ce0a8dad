/** Programs that answer for a participant: what each does now, and what it did last. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Section } from '../../../components/Section.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { seatStrings as words } from '../../../strings/seats.ts'
import { AddSeat } from './AddSeat.tsx'
import { SeatRow } from './SeatRow.tsx'

export function Seats({ participants }: { participants: Participants }) {
  const { value: seats = [] } = useLoaded('seats.list', {})
  const [adding, setAdding] = useState(false)
  const others = participants.filter(({ id }) => id !== 'owner')
  return (
    <Section title={words.title}>
      <p className="-mt-2 mb-4 max-w-prose text-sm text-muted">
        {seats.length === 0 ? words.none : words.lead}
      </p>
      {seats.length > 0 && (
        <ul className="client-rows mb-4">
          {seats.map((seat) => (
            <SeatRow key={seat.participant} {...{ seat, participants }} />
          ))}
        </ul>
      )}
      <Button onClick={() => setAdding(true)}>
        <Plus aria-hidden="true" size={16} strokeWidth={1.75} />
        {words.add}
      </Button>
      {adding && <AddSeat participants={others} onClose={() => setAdding(false)} />}
    </Section>
  )
}
