/** What a soak concludes from its records: trends, lost and doubled letters, and the verdicts on them. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterWarmUp, findMissing, slopePerMinute } from '../../bench/soak/evaluate.ts'
import { createLedger } from '../../bench/soak/ledger.ts'
import { createRandom } from '../../bench/soak/random.ts'
import { judge, type Facts } from '../../bench/soak/verdicts.ts'

const minute = 60_000

/** One sample a second over ten minutes. */
const samples = (valueAt: (minutes: number) => number) =>
  Array.from({ length: 600 }, (_, n) => ({ at: n * 1000, value: valueAt(n / 60) }))

/** What garbage collection makes of memory that is flat. */
const teeth = (minutes: number): number => 150 + 40 * ((minutes * 7) % 1)

describe('the slope', () => {
  it('is what a straight line rises in a minute', () => {
    expect(slopePerMinute(samples((minutes) => 100 + 3 * minutes))).toBeCloseTo(3)
    expect(slopePerMinute(samples(() => 100))).toBe(0)
  })

  it('is not tilted by the teeth of garbage collection or by one burst', () => {
    const burst = samples((minutes) => teeth(minutes) + (minutes > 9.9 ? 300 : 0))
    expect(Math.abs(slopePerMinute(burst))).toBeLessThan(0.5)
  })

  it('shows a leak under such teeth', () => {
    expect(slopePerMinute(samples((minutes) => teeth(minutes) + 5 * minutes))).toBeGreaterThan(4.5)
  })

  it('is unknown where too little was measured', () => {
    expect(slopePerMinute([])).toBeNaN()
    expect(slopePerMinute([{ at: 0, value: 1 }])).toBeNaN()
  })
})

it('warm-up is the first third, and never more than ten minutes', () => {
  expect(afterWarmUp(samples(() => 1))[0]?.at).toBe(200_000)
  const hour = Array.from({ length: 61 }, (_, n) => ({ at: n * minute, value: 1 }))
  expect(afterWarmUp(hour)[0]?.at).toBe(10 * minute)
})

describe('lost and doubled', () => {
  it('finds exactly what was taken away and what was put in again', () => {
    const texts = fc.uniqueArray(fc.string(), { minLength: 2 })
    fc.assert(
      fc.property(texts, fc.nat(), (all, turn) => {
        const [lost = '', doubled = '', ...rest] = [
          ...all.slice(turn % all.length),
          ...all.slice(0, turn % all.length),
        ]
        const found = [doubled, ...rest, doubled]
        expect(findMissing(all, found)).toEqual({ lost: [lost], doubled: [doubled] })
      }),
    )
  })

  it('does not mind what arrived though its answer was lost, but does when it came twice', () => {
    expect(findMissing(['a'], ['a', 'b'])).toEqual({ lost: [], doubled: [] })
    expect(findMissing(['a'], ['a', 'b', 'b'])).toEqual({ lost: [], doubled: ['b'] })
  })
})

describe('the verdicts', () => {
  /** Half an hour in which all went well, but for `change`. */
  function facts(change: (facts: Facts) => void = () => {}): Facts {
    const ledger = createLedger()
    ledger.sent.claude.push('one')
    ledger.read.claude.push('one')
    ledger.received.claude.add('claude m1')
    const all: Facts = {
      ledger,
      looks: Array.from({ length: 30 }, (_, n) => ({
        at: n * minute,
        start: 1,
        residentMb: 150,
        peakMb: 200,
        databaseMb: 1 + n,
      })),
      kept: {
        letters: ['one'],
        versions: [],
        chain: { ok: true, entries: 1 },
        entered: ['claude m1'],
        ledgerChain: { ok: true, entries: 1 },
      },
      restarts: [300],
      lostByKill: 0,
      notEnteredAfterKill: 0,
    }
    change(all)
    return all
  }
  const broken = (of: Facts) => judge(of).filter(({ kept }) => kept === false)

  it('say that every promise was kept', () => {
    expect(broken(facts())).toEqual([])
  })

  it.each<[string, (facts: Facts) => void]>([
    ['a letter nobody read', ({ ledger }) => void ledger.read.claude.pop()],
    ['a letter read twice', ({ ledger }) => void ledger.read.claude.push('one')],
    ['a letter missing in the export', ({ kept }) => void kept.letters.pop()],
    ['a version missing in the export', ({ ledger }) => void ledger.written.push('a version 1')],
    ['a broken chain', ({ kept }) => void (kept.chain.ok = false)],
    ['a letter received and not entered', ({ kept }) => void kept.entered.pop()],
    ['a broken ledger', ({ kept }) => void (kept.ledgerChain.ok = false)],
    ['what is not even perhaps', (all) => void (all.notEnteredAfterKill = 1)],
    ['an answer of 500', ({ ledger }) => void ledger.serverErrors.push('500')],
    ['an honest call that failed', ({ ledger }) => void ledger.faults.push('claude search')],
    ['what a kill took', (all) => void (all.lostByKill = 1)],
    ['memory that rises', ({ looks }) => looks.forEach((one, n) => (one.residentMb += 5 * n))],
    ['memory beyond its bound', ({ looks }) => looks.forEach((one) => (one.peakMb = 600))],
    [
      'a database that grows fast',
      ({ looks }) => looks.forEach((one, n) => (one.databaseMb = 40 * n)),
    ],
  ])('find %s', (_, change) => {
    expect(broken(facts(change))).toHaveLength(1)
  })

  it('judge no trend by a few minutes', () => {
    const short = facts((all) => {
      for (const [n, one] of all.looks.entries()) {
        Object.assign(one, { at: n * 10_000, residentMb: 150 + 5 * n, databaseMb: 40 * n })
      }
    })
    expect(broken(short)).toEqual([])
  })

  it('claim nothing about memory where the system does not tell it', () => {
    const unknown = facts(({ looks }) => {
      for (const one of looks) Object.assign(one, { residentMb: Number.NaN, peakMb: Number.NaN })
    })
    expect(broken(unknown)).toEqual([])
  })
})

it('the same seed attacks in the same way, and each attack in a way of its own', () => {
  const draw = (seed: number, stream: string) => {
    const random = createRandom(seed, stream)
    return Array.from({ length: 20 }, () => random.between(0, 1_000_000))
  }
  expect(draw(7, 'one')).toEqual(draw(7, 'one'))
  expect(draw(7, 'one')).not.toEqual(draw(8, 'one'))
  expect(draw(7, 'one')).not.toEqual(draw(7, 'two'))
})
