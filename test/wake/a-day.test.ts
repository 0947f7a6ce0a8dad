/**
 * A day of 24 simulated hours for waking: letters every six minutes and storms between, a program that reads one
 * letter a run or fails, restarts and hours asleep. The budgets of minute and day are kept throughout.
 */
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { failing, letter, openWaking } from './open-waking.ts'

const minute = 60_000
const hour = 60 * minute

it('wakes at most 3 times a minute and 100 times a day, over restarts and sleep', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const world = await openWaking({ perMinute: 3, perDay: 100 })
  const { conversation, programs, position, make } = world
  const one = async (): Promise<void> => void (await conversation.inbox('chatgpt', { limit: 1 }))
  programs.set('chatgpt', one)
  world.waking.stop()
  let waking = make()
  onTestFinished(() => waking.stop())
  await waking.start()

  /** Lets time pass; commits and runs in between are real. */
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 40_000) {
      await vi.advanceTimersByTimeAsync(Math.min(left, 40_000))
      for (let n = 0; n < 6; n += 1) {
        await turn()
        await conversation.settled()
      }
    }
  }

  let sent = 0
  const began = Date.now()
  for (let step = 0; step < 24 * 10; step += 1) {
    if (step % 31 === 0) {
      for (let n = 0; n < 5; n += 1)
        await conversation.send('claude', letter(`storm ${(sent += 1)}`))
    }
    await conversation.send('claude', letter(`letter ${(sent += 1)}`))
    if (step === 5 * 10) programs.set('chatgpt', failing)
    if (step === 6 * 10) programs.set('chatgpt', one)
    if (step === 9 * 10) vi.setSystemTime(Date.now() + 2 * hour)
    if (step === 12 * 10) await position.move('raised')
    if (step === 13 * 10) await position.move('lowered')
    if (step === 15 * 10) {
      waking.stop()
      waking = make()
      await waking.start()
    }
    await pass(6 * minute)
  }
  const paid = waking
    .log({ limit: 1_000 })
    .filter(({ door }) => door === 'seat')
    .map(({ at }) => at)
  const within = (ms: number): number =>
    Math.max(...paid.map((at) => paid.filter((other) => other <= at && other > at - ms).length))
  expect(paid.length).toBeGreaterThan(50)
  expect(within(minute)).toBeLessThanOrEqual(3)
  expect(within(24 * hour)).toBeLessThanOrEqual(100)
  expect(waking.log({ limit: 1_000 }).some(({ error }) => error === 'wake-over-budget')).toBe(true)
  expect(Date.now() - began).toBeGreaterThanOrEqual(24 * hour)
}, 60_000)
