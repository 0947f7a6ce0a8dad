/** What waits for the owner at the gate, on Home. */
import { Section } from '../../../components/Section.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { gateStrings as words } from '../../../strings/gate.ts'
import { HeldQueue } from './HeldQueue.tsx'

export function AtGate() {
  const { value: items = [] } = useLoaded('held.list', {})
  if (items.length === 0) return null
  return (
    <div className="begin-talk">
      <Section title={words.title(items.length)}>
        <HeldQueue items={items} />
      </Section>
    </div>
  )
}
