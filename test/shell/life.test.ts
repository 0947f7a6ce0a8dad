/** What happens over time: signals, quitting, quiet, updates, sleep, crashes. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import type { Control, ControlEvent, Topic } from '../../main/contract.ts'
import { watchActivity } from '../../main/shell/activity.ts'
import { createQuitting } from '../../main/shell/quit.ts'
import { createReloadLimit } from '../../main/shell/reload-limit.ts'
import { createSignalQueue } from '../../main/shell/signal-queue.ts'
import { createUpdates } from '../../main/shell/updates.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** True once the promise has settled, as things stand. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open')
  await vi.advanceTimersByTimeAsync(0)
  return (await Promise.race([promise, Promise.resolve(open)])) !== open
}

describe('signals for the window', () => {
  it('begin with everything, then come when something changes', async () => {
    const queue = createSignalQueue()
    expect(await queue.next(true)).toEqual([{ kind: 'resync' }])
    const next = queue.next(false)
    queue.changed('messages')
    expect(await next).toEqual([{ kind: 'change', topic: 'messages' }])
  })

  it('gather while the window is busy, each topic once', async () => {
    const queue = createSignalQueue()
    for (let n = 0; n < 100_000; n += 1) queue.changed(n % 2 ? 'messages' : 'files')
    expect(await queue.next(false)).toEqual([
      { kind: 'change', topic: 'files' },
      { kind: 'change', topic: 'messages' },
    ])
  })

  it('go to the page that asked last: one that was reloaded does not wait for ever', async () => {
    const queue = createSignalQueue()
    const old = queue.next(false)
    const fresh = queue.next(true)
    expect(await old).toEqual([])
    expect(await fresh).toEqual([{ kind: 'resync' }])
  })

  it('say that the bridge has stopped', async () => {
    const queue = createSignalQueue()
    const next = queue.next(false)
    queue.stop()
    expect(await next).toEqual([{ kind: 'stopped' }])
    expect(await queue.next(true)).toEqual([{ kind: 'stopped' }])
  })
})

describe('quitting', () => {
  function quitting(stop: () => Promise<void>) {
    const deps = { stop: vi.fn(stop), quit: vi.fn(), exit: vi.fn(), deadlineMs: 4_500 }
    return { ...deps, quitting: createQuitting({ ...deps, log: silentLog }) }
  }
  const event = () => ({ preventDefault: vi.fn() })

  it('stops first, then quits, and lets the second request through', async () => {
    const stop = Promise.withResolvers<void>()
    const { quitting: q, quit, exit } = quitting(() => stop.promise)
    const first = event()
    q.onBeforeQuit(first)
    expect(first.preventDefault).toHaveBeenCalled()
    expect(q.isQuitting()).toBe(true)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(quit).not.toHaveBeenCalled()
    stop.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(quit).toHaveBeenCalledOnce()
    const second = event()
    q.onBeforeQuit(second)
    expect(second.preventDefault).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(exit).not.toHaveBeenCalled()
  })

  it('stops once, however often it is asked', async () => {
    const { quitting: q, stop } = quitting(() => new Promise(() => {}))
    for (let n = 0; n < 3; n += 1) q.onBeforeQuit(event())
    void q.stopFirst()
    expect(stop).toHaveBeenCalledOnce()
  })

  it('does not wait longer than its time for what hangs', async () => {
    const { quitting: q, quit, exit } = quitting(() => new Promise(() => {}))
    q.onBeforeQuit(event())
    await vi.advanceTimersByTimeAsync(4_500)
    expect(exit).toHaveBeenCalledExactlyOnceWith(1)
    expect(quit).not.toHaveBeenCalled()
  })

  it('quits although stopping failed', async () => {
    const { quitting: q, quit } = quitting(() => Promise.reject(new Error('no')))
    q.onBeforeQuit(event())
    await vi.advanceTimersByTimeAsync(0)
    expect(quit).toHaveBeenCalledOnce()
  })
})

/** A control face that only reports. */
function eventsOnly() {
  let listener: (event: ControlEvent) => void = () => {}
  const control: Control = {
    invoke: () => Promise.reject(new Error('not here')),
    onEvent(given) {
      listener = given
      return () => (listener = () => {})
    },
  }
  return { control, happens: (topic: Topic) => listener({ seq: 1, topic }) }
}

describe('quiet', () => {
  it('is there at once when nothing happened, and else after the last sign of life', async () => {
    const { control, happens } = eventsOnly()
    const activity = watchActivity(control, systemClock, 20_000)
    expect(await settled(activity.whenQuiet())).toBe(true)
    happens('messages')
    const quiet = activity.whenQuiet()
    await vi.advanceTimersByTimeAsync(19_000)
    happens('traffic')
    await vi.advanceTimersByTimeAsync(19_000)
    expect(await settled(quiet)).toBe(false)
    // What only concerns the owner is no conversation.
    happens('settings')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await settled(quiet)).toBe(true)
    activity.stop()
  })
})

describe('an update', () => {
  function updates({ answers, allowed = true }: { answers: boolean[]; allowed?: boolean }) {
    const steps: string[] = []
    let looks = 0
    const quiet = Promise.withResolvers<void>()
    const made = createUpdates({
      source: {
        check: async () => {
          looks += 1
          return '0.2.0'
        },
        download: async () => void steps.push('download'),
        install: async () => void steps.push('install'),
      },
      allowed: () => allowed,
      ask: async ({ yes }) => {
        steps.push(`ask: ${yes}`)
        return answers.shift() ?? false
      },
      whenQuiet: () => quiet.promise,
      stopFirst: async () => void steps.push('stop'),
      onReady: (version) => steps.push(`ready ${version}`),
      firstLookMs: 60_000,
      everyMs: 86_400_000,
      log: silentLog,
    })
    return { made, steps, quiet, looks: () => looks }
  }

  it('asks, fetches, asks, waits until nothing crosses, stops the bridge, and only then installs', async () => {
    const { made, steps, quiet } = updates({ answers: [true, true] })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(steps).toEqual(['ask: Download', 'download', 'ready 0.2.0', 'ask: Restart and update'])
    quiet.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(steps.slice(4)).toEqual(['stop', 'install'])
    made.stop()
  })

  it('that the owner does not want is not fetched, and not asked about every day', async () => {
    const { made, steps } = updates({ answers: [false] })
    await vi.advanceTimersByTimeAsync(3 * 86_400_000)
    expect(steps).toEqual(['ask: Download'])
    made.stop()
  })

  it('is not even looked for when the owner does not want that', async () => {
    const { made, looks } = updates({ answers: [], allowed: false })
    await vi.advanceTimersByTimeAsync(3 * 86_400_000)
    expect(looks()).toBe(0)
    made.stop()
  })

  it('that waits is installed from the tray, once', async () => {
    const { made, steps, quiet } = updates({ answers: [true, false] })
    await made.install()
    expect(steps).toEqual([])
    await vi.advanceTimersByTimeAsync(60_000)
    quiet.resolve()
    await Promise.all([made.install(), made.install()])
    expect(steps.slice(4)).toEqual(['stop', 'install'])
    made.stop()
  })
})

describe('a page that crashes', () => {
  it('is loaded again three times in a minute, and later again', async () => {
    const mayReload = createReloadLimit(systemClock)
    expect([1, 2, 3, 4].map(mayReload)).toEqual([true, true, true, false])
    await vi.advanceTimersByTimeAsync(61_000)
    expect(mayReload()).toBe(true)
  })
})
