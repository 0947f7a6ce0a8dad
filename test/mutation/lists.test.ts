/** The list of mutants stays true: each has its place in the program, once, and tests that are there. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { allMutants } from './lists/all.ts'
import { mutated } from './mutated.ts'
import { scoreLines } from './score.ts'

const root = resolve(import.meta.dirname, '../..')

it('finds the place of every mutant, and its tests', () => {
  for (const mutant of allMutants) {
    const original = readFileSync(join(root, mutant.file), 'utf8')
    expect(mutated(original, mutant)).not.toBe(original)
    for (const test of mutant.tests)
      expect([test, existsSync(join(root, test))]).toEqual([test, true])
  }
})

it('has each mutant once', () => {
  const keys = allMutants.map(({ file, from, to }) => `${file}\n${from}\n${to}`)
  expect(new Set(keys).size).toBe(keys.length)
})

it('refuses a place that is not there, or there twice', () => {
  const mutant = { file: 'a.ts', from: 'x', to: 'y', why: 'z', tests: [] }
  expect(() => mutated('abc', mutant)).toThrow('found 0 times')
  expect(() => mutated('x x', mutant)).toThrow('found 2 times')
  expect(mutated('a x b', { ...mutant, to: '$&' })).toBe('a $& b')
})

it('counts by folder, and names who survived', () => {
  const mutant = { file: 'main/bridge/store/a.ts', from: 'x', to: 'y', why: 'z', tests: [] }
  const other = { ...mutant, file: 'main/bridge/oauth/b.ts' }
  const verdicts = [
    { mutant, killed: true },
    { mutant, killed: false },
    { mutant: other, killed: true },
  ]
  expect(scoreLines(verdicts).map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    'survived: main/bridge/store/a.ts: z',
    'store 1 of 2 50 %',
    'oauth 1 of 1 100 %',
    'all 2 of 3 66 %',
  ])
})
