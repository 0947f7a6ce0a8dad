import { expect, it } from 'vitest'
import { checkLine } from '../../main/cli/doctor-words.ts'

it('a step that has nothing to tell yet is its title alone, without a colon', () => {
  const untimed = { tookMs: null, deadlineMs: null, problem: null }
  const step = { id: 'use', title: 'Uses a tool', detail: '', ...untimed }
  expect(checkLine({ ...step, state: 'waiting' })).toEqual(['    Uses a tool'])
  expect(checkLine({ ...step, state: 'ok', detail: 'It answered.' })).toEqual([
    '  ✓ Uses a tool: It answered.',
  ])
})
