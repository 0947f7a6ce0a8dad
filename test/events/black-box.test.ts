/**
 * The same black-box cases against this bridge and, where DRAWBRIDGE_BESIDE names a Python that has it, against
 * mcp-webhook-events 0.2.0: `DRAWBRIDGE_BESIDE=PYTHON npm test -- test/events/black-box.test.ts`.
 */
import { describe, expect, it } from 'vitest'
import { cases } from './black-box/cases.ts'
import { openOurs } from './black-box/ours.ts'
import { openTheirs } from './black-box/theirs.ts'

const python = process.env['DRAWBRIDGE_BESIDE']

describe('this bridge', () => {
  it.each(cases)('$name', async ({ run, ours }) => {
    expect(await run(await openOurs(), ours)).toEqual(ours)
  })
})

describe.skipIf(python === undefined)('mcp-webhook-events', () => {
  it.each(cases)('$name', async ({ run, ours, theirs = ours }) => {
    expect(await run(await openTheirs(python ?? ''), theirs)).toEqual(theirs)
  })
})
