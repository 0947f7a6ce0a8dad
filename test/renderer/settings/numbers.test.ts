/** The bounds of the panel are those of the schema that alone decides. */
import { describe, expect, it } from 'vitest'
import { settingsSchema } from '../../../main/contract/settings-schema.ts'
import {
  numberSettings,
  patchOf,
  readNumber,
  shownNumber,
  valueOf,
  type NumberName,
} from '../../../renderer/views/settings/numbers.ts'

const names = Object.keys(numberSettings) as NumberName[]
const accepts = (name: NumberName, value: number): boolean =>
  settingsSchema.safeParse(patchOf(name, value)).success

describe.each(names)('%s', (name) => {
  const { min, max } = numberSettings[name]

  it('has the bounds of the schema', () => {
    expect(accepts(name, min)).toBe(true)
    expect(accepts(name, min - 1)).toBe(false)
    if (max !== undefined) expect(accepts(name, max)).toBe(true)
    if (max !== undefined) expect(accepts(name, max + 1)).toBe(false)
  })

  it('is shown in its unit and read back', () => {
    const { factor } = numberSettings[name]
    const value = Math.max(min, factor * 3)
    expect(readNumber(name, shownNumber(name, value))).toEqual({ value })
  })
})

describe('what is typed', () => {
  it('may be a fraction of a large unit, with comma or point', () => {
    expect(readNumber('limits.fileBytes', '1.5')).toEqual({ value: 1_572_864 })
    expect(readNumber('limits.fileBytes', '1,5')).toEqual({ value: 1_572_864 })
    expect(readNumber('signIn.refreshTokenDays', '1.5').error).toBeDefined()
  })
  it.each(['', ' ', '-1', '1e3', 'many', '70000', '99999999999999999999'])('is not %j', (text) => {
    expect(readNumber('port', text).error).toBeDefined()
  })
})

it('patches deep settings and reads them', () => {
  expect(patchOf('limits.fileBytes', 5)).toEqual({ limits: { fileBytes: 5 } })
  expect(valueOf({ limits: { fileBytes: 5 } }, 'limits.fileBytes')).toBe(5)
  expect(valueOf({}, 'limits.fileBytes')).toBeUndefined()
})
