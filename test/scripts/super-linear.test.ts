/**
 * The check of regular expressions finds what costs the square, and passes what is meant to replace
 * it.
 */
import { describe, expect, it } from 'vitest'

interface Pattern {
  line: number
  source: string
  flags: string
}

const lib = (name: string): string => new URL(`../../scripts/lib/${name}`, import.meta.url).href
const { patternsOf } = (await import(lib('patterns.mjs'))) as {
  patternsOf: (file: string, text: string) => { patterns: Pattern[]; unread: unknown[] }
}
const { superLinear } = (await import(lib('super-linear.mjs'))) as {
  superLinear: (pattern: Pick<Pattern, 'source' | 'flags'>) => string[]
}

const verdict = (pattern: RegExp): string =>
  superLinear({ source: pattern.source, flags: pattern.flags }).join()

describe('is found', () => {
  it.each([
    ['escapes in one long word, as addresses had them', /[\w.~+-]*%[\da-f]{2}[\w.~%+-]*/gi],
    ['signs at the end', /\.+$/],
    ['one long list of letters twice', /a\w*\w*b/],
    ['a repeated beginning of several letters', /role="alert">([^<]*)</],
    ['a repeated beginning behind a group', /JWT "(\w+)" \([^)]*\) claim missing/],
    ['a repeated beginning in a line', /x\d: (.*)y/m],
    ['exponential', /^(?:a+)+$/],
  ])('%s', (_what, pattern) => {
    expect(verdict(pattern)).toMatch(/quadratic|exponential/)
  })
})

describe('is passed', () => {
  it.each([
    ['a run with nothing behind it', /[\w.~%+-]+/g],
    ['a bound', /role="alert">([^<]{0,2000})</],
    ['a beginning that the run cannot read', /error="([^"]*)"/],
    ['a beginning that stands once', /^a.*b/s],
    ['a line', /^data: (.*)$/m],
    ['a look behind', /(?<!\\)\\+(["'/])/g],
  ])('%s', (_what, pattern) => {
    expect(verdict(pattern)).toBe('')
  })
})

it('sees literals and calls in TypeScript, and says what it could not read', () => {
  const { patterns, unread } = patternsOf(
    'x.tsx',
    'const a: RegExp = /a+$/g\nnew RegExp("b", "i")\nRegExp(`${a}`)\nconst b = <p>{/c/.test("d")}</p>',
  )
  expect(patterns.map(({ source, flags, line }) => `${line} ${source} ${flags}`)).toEqual([
    '1 a+$ g',
    '2 b i',
    '4 c ',
  ])
  expect(unread).toMatchObject([{ line: 3, text: 'RegExp(`${a}`)' }])
})
