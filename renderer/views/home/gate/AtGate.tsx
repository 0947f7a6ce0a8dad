/** What waits for the owner at the gate, oldest first, to be worked through by keyboard or by hand. */
import { useRef, type KeyboardEvent } from 'react'
import { Section } from '../../../components/Section.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { gateStrings as words } from '../../../strings/gate.ts'
import { HeldItem } from './HeldItem.tsx'
import { isTyping } from './is-typing.ts'

export function AtGate() {
  const { value: items = [] } = useLoaded('held.list', {})
  const list = useRef<HTMLUListElement>(null)
  if (items.length === 0) return null

  function walk(event: KeyboardEvent<HTMLUListElement>): void {
    const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
    if (step === 0 || isTyping(event)) return
    const places = [...(list.current?.querySelectorAll<HTMLElement>('[data-held]') ?? [])]
    const now = places.findIndex((place) => place.contains(document.activeElement))
    places[Math.min(places.length - 1, Math.max(0, now + step))]?.focus()
    event.preventDefault()
  }

  return (
    <div className="begin-talk">
      <Section title={words.title(items.length)}>
        <p className="mb-4 text-sm text-muted">{words.keys}</p>
        {/* The keys work wherever the focus is within the list. */}
        <ul ref={list} className="space-y-6" onKeyDown={walk}>
          {items.map((item) => (
            <li key={item.id}>
              <HeldItem item={item} />
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
