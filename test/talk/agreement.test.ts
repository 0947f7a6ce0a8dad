import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareAnswers, normalAnswer } from '../../main/bridge/talk/agreement.ts'

describe('comparing short answers', () => {
  it.each([
    ['Yes.', 'yes'],
    ['the blue one', 'Blue  one!'],
    ['Twelve', '12'],
    ['1,200', '1200'],
    ['1.50', '1.5'],
    ['ＳＱＬｉｔｅ', 'sqlite'],
    ['“Rust”', 'rust'],
    ['50 %', '50 %'],
  ])('%s and %s are the same', (a, b) => {
    expect(compareAnswers([a, b])).toBe('same')
  })

  it.each([
    ['yes', 'No'],
    ['12', '13'],
    ['-5', '5'],
    ['1.5', '15'],
  ])('%s and %s are different', (a, b) => {
    expect(compareAnswers([a, b])).toBe('different')
  })

  it.each([
    ['use SQLite', 'SQLite'],
    ['yes', 'yes, but not now'],
    ['!!!', '???'],
    ['12', 'a dozen'],
  ])('%s and %s cannot be told apart by their words', (a, b) => {
    expect(compareAnswers([a, b])).toBe('unclear')
  })

  it('holds of three only what all say', () => {
    expect(compareAnswers(['7', 'seven', '7.0'])).toBe('same')
    expect(compareAnswers(['7', 'seven', '8'])).toBe('different')
  })

  it('normalises once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (answer) => {
        const normal = normalAnswer(answer)
        expect(normalAnswer(` ${answer}  `)).toBe(normal)
        expect(compareAnswers([answer, answer])).toBe(normal === '' ? 'unclear' : 'same')
      }),
    )
  })
})
