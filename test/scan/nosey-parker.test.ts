import { expect, test } from 'vitest'
import { scanText } from '../../main/bridge/scan/scan.ts'
import { noseyParkerExamples, type Holds } from './nosey-parker.ts'

const examples = noseyParkerExamples()
const ofKind = (...kinds: Holds[]) => examples.filter(({ holds }) => kinds.includes(holds))
const isFound = ({ text }: { text: string }): boolean => scanText(text).length > 0
const rulesOf = (some: typeof examples): number => new Set(some.map(({ rule }) => rule)).size

test('of the secrets Nosey Parker publishes at least 92 of 100 are found, and 95 of 100 of its rules', () => {
  const secrets = ofKind('secret')
  const missed = secrets.filter((one) => !isFound(one))
  expect(secrets.length).toBeGreaterThan(330)
  expect(missed.length / secrets.length, missed.map(({ rule }) => rule).join()).toBeLessThan(0.08)
  // Also with the rules whose examples only hold what stands for a secret.
  const all = ofKind('secret', 'stand-in')
  expect(rulesOf(all)).toBeGreaterThan(170)
  expect(rulesOf(all.filter(isFound)) / rulesOf(all)).toBeGreaterThanOrEqual(0.95)
})

test('what only stands for a secret is not flagged, nor what Nosey Parker says must not be', () => {
  const flagged = ofKind('stand-in', 'nothing').filter(isFound)
  // This is a password; their rule only does not reach it.
  expect(flagged.map(({ text }) => text).filter((text) => !text.includes('busybox@'))).toEqual([])
})
