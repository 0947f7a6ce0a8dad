/** The held items, oldest first, to be worked through by keyboard or by hand; the focus stays in the queue. */
import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { gateStrings as words } from '../../../strings/gate.ts'
import { HeldItem } from './HeldItem.tsx'
import { isTyping } from './is-typing.ts'

interface Props {
  items: MethodResult<'held.list'>
  /** What takes the focus for the queue and hands it to the first item. */
  entry?: RefObject<HTMLUListElement | null>
}

export function HeldQueue({ items, entry }: Props) {
  const own = useRef<HTMLUListElement>(null)
  const list = entry ?? own
  /** Where the focus was, while it has not been moved elsewhere on purpose. */
  const at = useRef<number>(undefined)
  const places = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-held]') ?? [])]
  const focused = () => places().findIndex((place) => place.contains(document.activeElement))

  // The items may come after the window they are in, which has given the focus away by then.
  useEffect(() => entry?.current?.focus(), [entry])

  // What had the focus was decided: the next one takes its place.
  useEffect(() => {
    if (at.current === undefined || focused() >= 0) return
    const now = places()
    now[Math.min(at.current, now.length - 1)]?.focus()
  })

  function walk(event: KeyboardEvent): void {
    const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
    if (step === 0 || isTyping(event)) return
    const all = places()
    all[Math.min(all.length - 1, Math.max(0, focused() + step))]?.focus()
    event.preventDefault()
  }

  function arrived(event: FocusEvent): void {
    if (event.target === event.currentTarget) places()[0]?.focus()
    else at.current = Math.max(0, focused())
  }

  return (
    <>
      <LiveRegion>{words.left(items.length)}</LiveRegion>
      <p className="mb-4 text-sm text-muted">{words.keys}</p>
      {/* The keys work wherever the focus is within the list. */}
      <ul
        ref={list}
        tabIndex={-1}
        className="space-y-6 outline-none"
        onKeyDown={walk}
        onFocus={arrived}
        onBlur={({ relatedTarget }) => {
          const left = relatedTarget && !list.current?.contains(relatedTarget)
          if (left) at.current = undefined
        }}
      >
        {items.map((item) => (
          <li key={item.id}>
            <HeldItem item={item} />
          </li>
        ))}
      </ul>
    </>
  )
}
