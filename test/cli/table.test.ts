/** How long ago, in words. */
import { expect, it, onTestFinished, vi } from 'vitest'
import { ago } from '../../main/cli/table.ts'

const now = Date.parse('2026-11-30T12:00:00Z')

it.each([
  [0, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [119, '2 minutes ago'],
  [3_600, '1 hour ago'],
  [2 * 3_600, '2 hours ago'],
  [86_400, '1 day ago'],
  [40 * 86_400, '40 days ago'],
])('%i seconds are %j', (seconds, words) => {
  expect(ago(new Date(now - seconds * 1_000).toISOString(), now)).toBe(words)
})

it('knows never', () => {
  expect(ago(null, now)).toBe('never')
})

it('asks nothing of Intl, whose first use takes longer than a command', () => {
  vi.stubGlobal('Intl', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(ago(new Date(now - 300_000).toISOString(), now)).toBe('5 minutes ago')
})
