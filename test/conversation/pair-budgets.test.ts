/** Budgets that renew themselves, under any clock: properties of the guard's arithmetic. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createElapsed } from '../../main/bridge/conversation/guard/elapsed.ts'
import { createPairUse } from '../../main/bridge/conversation/guard/pair-budgets.ts'

const minute = 60_000
const bounds = { perMinute: 3, charactersPerDay: null }

/** What passes between two messages: real time, and what somebody does to the wall clock. */
const step = fc.record({
  passes: fc.integer({ min: 0, max: 2 * minute }),
  set: fc.integer({ min: -10 * 3_600_000, max: 10 * 3_600_000 }),
  asleep: fc.boolean(),
})

it('time for budgets never runs back, and never slower than real time', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let [wall, steady, last] = [1e12, 0, 0]
      const elapsed = createElapsed(
        () => wall,
        () => steady,
      )
      for (const { passes, set, asleep } of steps) {
        // A computer asleep stands still by its own clock and not by the wall; nobody sets it then.
        if (asleep) wall += passes
        else {
          wall += passes + set
          steady += passes
        }
        const now = elapsed.now()
        expect(now - last).toBeGreaterThanOrEqual(passes)
        last = now
      }
    }),
  )
})

it('no minute of steady time has more messages than the bound, and none is kept out longer', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: minute }), { maxLength: 60 }), (gaps) => {
      let now = 0
      const use = createPairUse({ now: () => now })
      const sent: number[] = []
      for (const gap of gaps) {
        now += gap
        const verdict = use.judge('a b', 1, bounds)
        const recent = sent.filter((at) => at > now - minute).length
        expect(verdict.ok).toBe(recent < bounds.perMinute)
        if (verdict.ok) {
          use.count('a b', 1, bounds)
          sent.push(now)
        } else {
          expect(verdict.retryAfter).toBeLessThanOrEqual(minute)
          now += verdict.retryAfter
          expect(use.judge('a b', 1, bounds).ok).toBe(true)
        }
      }
    }),
  )
})

it('another bound counts from then on, by what is remembered of the last minute', () => {
  let now = 0
  const use = createPairUse({ now: () => now })
  const most = (perMinute: number) => ({ perMinute, charactersPerDay: null })
  for (let n = 0; n < 5000; n++) {
    use.count('a b', 1, most(3))
    now += 1
  }
  expect(use.judge('a b', 1, most(5)).ok).toBe(true)
  use.count('a b', 1, most(5))
  use.count('a b', 1, most(5))
  expect(use.judge('a b', 1, most(5)).ok).toBe(false)
  expect(use.judge('a b', 1, most(2))).toMatchObject({ ok: false, retryAfter: minute })
})

it('a day never has more characters than the bound, and an empty day lets anything through', () => {
  const step = fc.record({
    gap: fc.integer({ min: 0, max: 6 * 3_600_000 }),
    characters: fc.integer({ min: 1, max: 600 }),
  })
  const day = { perMinute: null, charactersPerDay: 1000 }
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let now = 0
      const use = createPairUse({ now: () => now })
      const sent: { at: number; characters: number }[] = []
      for (const { gap, characters } of steps) {
        now += gap
        if (use.judge('a b', characters, day).ok) {
          use.count('a b', characters, day)
          sent.push({ at: now, characters })
        }
        const within = sent.filter(({ at }) => at > now - 24 * 3_600_000)
        expect(within.reduce((sum, one) => sum + one.characters, 0)).toBeLessThanOrEqual(1000)
      }
      now += 26 * 3_600_000
      expect(use.judge('a b', 1000, day).ok).toBe(true)
    }),
  )
})
