/**
 * A press on a button of the notification about what waits at the gate, through the double of Electron to a
 * whole bridge: the item goes through, and where it cannot any more nothing is done.
 */
import { expect, it, onTestFinished, vi } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { decideHeld } from '../../main/shell/decide-held.ts'
import { newsOf } from '../../main/shell/news.ts'
import { createNotifications } from '../../main/shell/notifications.ts'
import type { Place } from '../../main/shell/places.ts'
import { linkAs } from '../cli/link-as.ts'
import { openBridge } from '../control/open-bridge.ts'
import { Notification, press } from '../fakes/electron/notification.ts'
import { anOverview } from './an-overview.ts'

vi.mock('electron', () => import('../fakes/electron/module.ts'))

/** A bridge at whose gate something of Claude's waits, and the notification that says so. */
async function notified(
  send: (call: Awaited<ReturnType<typeof linkAs>>) => Promise<unknown>,
  what: 'everything' | 'marked' = 'everything',
) {
  const { bridge, dataDir, invoke } = await openBridge()
  await invoke('held.guard', { on: true, what })
  const call = await linkAs(dataDir, 'claude')
  await send(call)
  const held = await invoke('held.list', {})
  const announced = { publicUrl: null, connected: [] }
  const { news } = newsOf(anOverview({ held, heldItems: held.length }), anOverview(), announced)

  const opened: Place[] = []
  const decisions: Promise<void>[] = []
  const show = (place: Place) => void opened.push(place)
  const notifications = createNotifications({
    isLookedAt: () => false,
    open: show,
    act: (action) =>
      decisions.push(decideHeld(action, { control: bridge.control, show, log: silentLog })),
  })
  const shown = vi.spyOn(Notification.prototype, 'show')
  onTestFinished(() => shown.mockRestore())
  for (const one of news) notifications.show(one)
  const [notification] = shown.mock.contexts
  if (!(notification instanceof Notification)) throw new Error('nothing was shown')
  return {
    invoke,
    opened,
    async press(label: string) {
      press(notification, label)
      await Promise.all(decisions)
    },
  }
}

const theLetter = (call: Awaited<ReturnType<typeof linkAs>>) =>
  call('send_message', { to: 'chatgpt', message: 'The plan' })
const inboxOf = async ({ invoke }: Pick<Awaited<ReturnType<typeof notified>>, 'invoke'>) => {
  const { messages } = await invoke('conversation.inbox', { participant: 'chatgpt' })
  return messages.map(({ from, text }) => [from, text])
}

it('“Let through” lets the item through', async () => {
  const at = await notified(theLetter)
  await at.press('Let through')
  expect(await at.invoke('held.get', { id: 'h1' })).toMatchObject({ state: 'released' })
  expect(await inboxOf(at)).toEqual([['claude', 'The plan']])
  expect(at.opened).toEqual([])
})

it('“Send back” sends it back, and it reaches nobody', async () => {
  const at = await notified(theLetter)
  await at.press('Send back')
  expect(await at.invoke('held.get', { id: 'h1' })).toMatchObject({ state: 'returned' })
  expect(await inboxOf(at)).toEqual([])
})

it('is refused when it was sent back in between, and the window shows how things are', async () => {
  const at = await notified(theLetter)
  await at.invoke('held.return', { id: 'h1', reason: 'Not now' })
  await at.press('Let through')
  expect(await at.invoke('held.get', { id: 'h1' })).toMatchObject({
    state: 'returned',
    reason: 'Not now',
  })
  expect(await inboxOf(at)).toEqual([])
  expect(at.opened).toEqual([{ view: 'home' }])
})

it('is refused when its file was changed in between, and it waits as before', async () => {
  const at = await notified((call) =>
    call('write_file', { name: 'plan.md', content: 'By Claude', if_version: 0 }),
  )
  await at.invoke('files.write', { name: 'plan.md', content: 'By the owner' })
  await at.press('Let through')
  expect(await at.invoke('held.get', { id: 'h1' })).toMatchObject({ state: 'held' })
  expect(await at.invoke('files.read', { name: 'plan.md' })).toMatchObject({
    version: 1,
    content: 'By the owner',
  })
  expect(at.opened).toEqual([{ view: 'home' }])
})

it('has no button for what may hold a secret: that has to be looked at', async () => {
  const key = `redis://:${'q8Zr2Lw0'.repeat(2)}@cache/0`
  const at = await notified(
    (call) => call('send_message', { to: 'chatgpt', message: key }),
    'marked',
  )
  await expect(at.press('Let through')).rejects.toThrow('has no button')
  expect(await at.invoke('held.get', { id: 'h1' })).toMatchObject({ state: 'held' })
})
