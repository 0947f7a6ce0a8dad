import { expect, test } from 'vitest'
import { createClockWatch } from '../../main/bridge/tunnel/clock-watch.ts'
import { defaultTimings as timings } from '../../main/bridge/tunnel/timings.ts'
import { backoff } from '../../main/bridge/tunnel/restart-backoff.ts'

function watched() {
  let wall = 1_000_000
  let steady = 0
  const watch = createClockWatch({ clock: { now: () => wall }, timings, monotonic: () => steady })
  const pass = (wallMs: number, steadyMs: number) => {
    wall += wallMs
    steady += steadyMs
    return watch.jumped()
  }
  return pass
}

test('ordinary time is no jump, also when one look took long', () => {
  const pass = watched()
  expect(pass(1_000, 1_000)).toBeNull()
  expect(pass(20_000, 20_000)).toBeNull()
})

test('sleep shows where the steady clock stood still (Linux, macOS)', () => {
  const pass = watched()
  expect(pass(8 * 3_600_000, 900)).toBe('8 h 0 min')
  expect(pass(1_000, 1_000)).toBeNull()
})

test('sleep shows where the steady clock ran on (Windows)', () => {
  expect(watched()(50 * 60_000, 50 * 60_000)).toBe('50 min')
})

test('a clock set back shows too', () => {
  expect(watched()(-90_000, 1_000)).toBe('-91 s')
})

test('the back-off climbs to its last step and stays there, ± 20 %', () => {
  const steps = timings.restartMs
  expect(steps.map((_step, attempt) => backoff(steps, attempt, () => 0.5))).toEqual(steps)
  expect(backoff(steps, 99, () => 0)).toBe(48_000)
  expect(backoff(steps, 99, () => 1)).toBe(72_000)
})
