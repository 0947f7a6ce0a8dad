import { expect, it } from 'vitest'
import { firstPaint } from '../../../renderer/first-paint.tsx'

it('says before any script has run that it connects, and not that there is no connection', () => {
  expect(firstPaint()).toContain('Connecting…')
  expect(firstPaint()).not.toContain('No connection')
})
