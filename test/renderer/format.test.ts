import { describe, expect, it } from 'vitest'
import { relativeTime, sizeOf, timeOf } from '../../renderer/format.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const ago = (ms: number) => relativeTime(new Date(now - ms).toISOString(), now)

describe('times', () => {
  it('are said as people say them', () => {
    expect(ago(5_000)).toBe('now')
    expect(ago(60_000)).toBe('1 minute ago')
    expect(ago(3 * 3_600_000)).toBe('3 hours ago')
    expect(ago(26 * 3_600_000)).toBe('yesterday')
    expect(ago(-9 * 60_000)).toBe('in 9 minutes')
  })

  it('never round up: 59 minutes and 59 seconds are not an hour', () => {
    expect(ago(3_599_000)).toBe('59 minutes ago')
  })

  it('are shown as they came when they are no times', () => {
    expect(relativeTime('soon')).toBe('soon')
    expect(timeOf('soon')).toBe('soon')
  })
})

describe('sizes', () => {
  it('have three digits at most and a unit', () => {
    expect([512, 1_000, 12_345, 3_400_000, 25e8].map(sizeOf)).toEqual([
      '512 B',
      '1.0 kB',
      '12 kB',
      '3.4 MB',
      '2.5 GB',
    ])
  })
})
