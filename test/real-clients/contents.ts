/**
 * What each seat hands in, by name of argument. The answers differ and the reviewer does not accept, so that
 * a talk passes every phase.
 */
import type { Content } from './policy.ts'

const forecast = { kind: 'source', where: 'https://example.com/forecast', shows: 'rain on Sunday' }

export const contents: Content[] = [
  {
    answer: 'Saturday',
    text: 'Paint needs a dry day, and rain is forecast for Sunday.',
    confidence: 80,
    same: false,
    objections: [{ claim: 'Sunday is the better day.', evidence: forecast }],
    decision: 'keep',
    reason: 'Nothing speaks against the forecast.',
    accept: false,
    done: true,
  },
  {
    answer: 'Sunday',
    text: 'There is less traffic on Sundays.',
    confidence: 65,
    same: false,
    objections: [],
    decision: 'keep',
    reason: 'Traffic matters more to me than the forecast.',
    accept: false,
    done: true,
  },
  {
    answer: 'Either day',
    text: 'It takes a day in any case.',
    confidence: 40,
    same: false,
    objections: [],
    decision: 'keep',
    reason: 'No reason was given against either.',
    accept: false,
    done: true,
  },
]
