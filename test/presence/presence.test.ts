/** Who listens: in memory while it happens, on disk across restarts. */
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { latelyMs } from '../../main/bridge/presence/presence.ts'
import { wouldHear } from '../../main/bridge/presence/types.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'
import { openPresence } from './open-presence.ts'

const code = { id: 'link:claude-code', name: 'claude-code' }
const desktop = { id: 'link:claude-ai', name: 'claude-ai' }
const noon = Date.UTC(2026, 10, 30, 12)

function open(dir = temporaryFolder()) {
  const store = openStore({ path: join(dir, 'bridge.db') })
  onTestFinished(() => store.close())
  const time = { now: noon }
  return { dir, time, store, presence: openPresence(store, { now: () => time.now }) }
}

describe('a participant', () => {
  it('who never called is away, and was never seen', () => {
    const { presence } = open()
    expect(presence.of('chatgpt')).toMatchObject({ state: 'away', lastSeen: null, clients: [] })
  })

  it('who called is there for five minutes, and away afterwards', () => {
    const { presence, time } = open()
    presence.called('chatgpt', code)
    time.now += latelyMs
    expect(presence.of('chatgpt')).toMatchObject({ state: 'lately', lastSeen: noon })
    time.now += 1
    expect(presence.of('chatgpt')).toMatchObject({ state: 'away', lastSeen: noon })
  })

  it('waits as long as one of its clients does', () => {
    const { presence, time } = open()
    const first = presence.waits('claude', code)
    time.now += 10
    const second = presence.waits('claude', desktop)
    first()
    expect(presence.of('claude')).toMatchObject({
      state: 'waiting',
      clients: [
        { name: 'claude-ai', state: 'waiting', since: noon + 10 },
        { name: 'claude-code', state: 'lately' },
      ],
    })
    time.now += 5
    second()
    second()
    expect(presence.of('claude')).toMatchObject({ state: 'lately', lastSeen: noon + 15 })
  })

  it('hears only the threads its waits are for', () => {
    const { presence } = open()
    const end = presence.waits('claude', code, 't1')
    expect(wouldHear(presence.of('claude'), 't1')).toBe(true)
    expect(wouldHear(presence.of('claude'), 't2')).toBe(false)
    presence.waits('claude', desktop)
    expect(wouldHear(presence.of('claude'), 't2')).toBe(true)
    end()
    expect(presence.of('claude').waitsFor).toBe('anything')
  })

  it('was seen across a restart, and waits no more', async () => {
    const { dir, presence, store } = open()
    presence.waits('claude', code)
    await presence.stop()
    await store.close()
    expect(open(dir).presence.of('claude')).toMatchObject({
      state: 'lately',
      lastSeen: noon,
      clients: [{ id: code.id, name: code.name }],
    })
  })

  it('was not seen in the future by a clock that has been set back', async () => {
    const { dir, presence, store, time } = open()
    time.now += 3_600_000
    presence.called('claude', code)
    await presence.stop()
    await store.close()
    expect(open(dir).presence.of('claude').lastSeen).toBe(noon)
  })

  it('is no longer known by a client that was revoked', async () => {
    const { dir, presence, store } = open()
    presence.called('claude', code)
    presence.called('claude', desktop)
    await presence.stop()
    await presence.forget(code.id)
    expect(presence.of('claude').clients.map(({ id }) => id)).toEqual([desktop.id])
    await store.close()
    expect(
      open(dir)
        .presence.of('claude')
        .clients.map(({ id }) => id),
    ).toEqual([desktop.id])
  })
})

it('tells of beginning and ending waits, many at once as one', async () => {
  const { presence } = open()
  const notified = vi.fn()
  presence.onChange(notified)
  for (let n = 0; n < 100; n++) presence.waits('claude', code)()
  await vi.waitFor(() => expect(notified).toHaveBeenCalled())
  expect(notified).toHaveBeenCalledTimes(1)
})

it('tells that somebody is away once five minutes have passed since the newest call, and rests then', () => {
  vi.useFakeTimers({ now: noon })
  onTestFinished(() => void vi.useRealTimers())
  const store = openStore({ path: join(temporaryFolder(), 'bridge.db') })
  onTestFinished(() => store.close())
  const presence = openPresence(store, { now: () => Date.now() })
  const notified: string[] = []
  presence.onChange(() => notified.push(presence.of('chatgpt').state))
  presence.called('chatgpt', code)
  // Too soon after the first to be news by itself.
  vi.advanceTimersByTime(20_000)
  presence.called('chatgpt', code)
  vi.advanceTimersByTime(latelyMs - 1)
  expect(notified.at(-1)).toBe('lately')
  vi.advanceTimersByTime(1_000)
  expect(notified.at(-1)).toBe('away')
  const { length } = notified
  vi.advanceTimersByTime(10 * latelyMs)
  expect(notified).toHaveLength(length)
})
