/** A notification about what waits at the gate: its buttons, and what they do. */
import { expect, it } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { decideHeld } from '../../main/shell/decide-held.ts'
import { newsOf } from '../../main/shell/news.ts'
import type { Place } from '../../main/shell/places.ts'
import { createFakeControl } from '../fakes/fake-control.ts'
import { aHeldItem } from '../fakes/panel-data/held.ts'
import { anOverview } from './an-overview.ts'

const announced = { publicUrl: null, connected: [] }
const newsWith = (held: ReturnType<typeof aHeldItem>[], before = anOverview()) =>
  newsOf(anOverview({ held, heldItems: held.length }), before, announced).news

it('one new item can be decided from the notification, which has no word of it', () => {
  const [news] = newsWith([aHeldItem({ id: 'h1', title: 'The plan for Monday.' })])
  expect(news).toMatchObject({
    kind: 'held',
    place: { view: 'home' },
    actions: [
      { label: 'Let through', do: 'release', id: 'h1' },
      { label: 'Send back', do: 'send-back', id: 'h1' },
    ],
  })
  expect(JSON.stringify(news)).not.toContain('Monday')
  const before = anOverview({ held: [aHeldItem({ id: 'h1' })], heldItems: 1 })
  const [second] = newsWith([aHeldItem({ id: 'h1' }), aHeldItem({ id: 'h2' })], before)
  expect(second?.actions?.map(({ id }) => id)).toEqual(['h2', 'h2'])
})

it('several at once, and what may hold a secret, have to be looked at', () => {
  expect(newsWith([aHeldItem({ id: 'h1' }), aHeldItem({ id: 'h2' })])[0]?.actions).toBeUndefined()
  const marked = aHeldItem({ id: 'h1', because: 'marked', found: ['GitHub token'] })
  expect(newsWith([marked])[0]?.actions).toBeUndefined()
})

it('a button decides, and what could not be decided is shown', async () => {
  const control = createFakeControl({
    heldItems: [aHeldItem({ id: 'h1' }), aHeldItem({ id: 'h2' })],
  })
  const shown: Place[] = []
  const deps = { control, show: (place: Place) => void shown.push(place), log: silentLog }
  await decideHeld({ label: '', do: 'release', id: 'h1' }, deps)
  await decideHeld({ label: '', do: 'send-back', id: 'h2' }, deps)
  expect(control.state.heldItems.map(({ state }) => state)).toEqual(['released', 'returned'])
  expect(shown).toEqual([])
  await decideHeld({ label: '', do: 'release', id: 'h1' }, deps)
  expect(shown).toEqual([{ view: 'home' }])
})
