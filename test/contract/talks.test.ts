import { describe, expect, it } from 'vitest'
import { talkMethods } from '../../main/contract/talks.ts'

const begin = talkMethods['talks.begin'].params
const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]

describe('the contract of talks', () => {
  it('lets one bound be set and leaves the others to the form', () => {
    const asked = { question: 'Which?', seats, bounds: { rounds: 2 } }
    expect(begin.parse(asked).bounds).toEqual({ rounds: 2 })
  })

  it('refuses a talk with one seat, without a question, or without a bound to its rounds', () => {
    for (const wrong of [
      { question: 'Which?', seats: seats.slice(0, 1) },
      { question: '', seats },
      { question: 'Which?', seats, bounds: { rounds: 0 } },
      { question: 'Which?', seats, bounds: { rounds: Infinity } },
    ]) {
      expect(begin.safeParse(wrong).success).toBe(false)
    }
  })
})
