/** How a run is judged: by what the bridge has seen, and explained by what the program said. */
import { expect, it } from 'vitest'
import { whatWentWrong, type Seen } from '../../main/bridge/seats/judge.ts'
import { recipeOf } from '../../main/bridge/seats/recipes/all.ts'
import type { ProgramId } from '../../main/bridge/seats/types.ts'

const judged = (program: ProgramId, extra: Partial<Seen>): string | null =>
  whatWentWrong({
    recipe: recipeOf(program),
    participant: 'claude',
    seconds: 3,
    code: 0,
    output: '',
    bound: null,
    problem: null,
    done: false,
    linked: true,
    overCalls: null,
    trouble: undefined,
    stopped: null,
    ...extra,
  })?.code ?? null

it('counts a turn that was handed in, however the program ended', () => {
  expect(judged('claude-code', { done: true, code: 143 })).toBeNull()
  expect(judged('codex', { done: true, stopped: 'the talk was ended' })).toBeNull()
})

it('does not believe an exit code of 0', () => {
  expect(judged('codex', {})).toBe('seat-no-hand-in')
  expect(judged('opencode', { linked: false })).toBe('seat-no-server')
})

it.each([
  ['claude-code', 1, 'Not logged in · Please run /login', 'seat-no-login'],
  ['claude-code', 1, '{"stop_reason":"refusal"}', 'seat-refused'],
  ['codex', 1, '{"type":"turn.failed","error":"401 Unauthorized"}', 'seat-no-login'],
  ['codex', 1, '{"type":"turn.failed","error":"429 Too Many Requests"}', 'seat-quota'],
  ['gemini', 41, '', 'seat-no-login'],
  ['gemini', 145, '', 'seat-no-login'],
  ['gemini', 0, '{"error":{"type":"INVALID_STREAM"}}', 'seat-refused'],
  ['opencode', 1, 'ContentFilterError', 'seat-refused'],
  ['copilot', 1, 'Something else broke', 'seat-failed'],
] as const)('explains %s that ends with %i and says %s as %s', (program, code, output, error) => {
  expect(judged(program, { code, output })).toBe(error)
})

it('says why it was ended by the bridge', () => {
  expect(judged('codex', { bound: 'time', code: null })).toBe('seat-timed-out')
  expect(judged('codex', { bound: 'output', code: null })).toBe('seat-too-much')
  expect(judged('codex', { overCalls: 40, code: null })).toBe('seat-too-much')
  expect(judged('codex', { stopped: 'you stopped it', code: null })).toBe('seat-stopped')
  expect(judged('gemini', { trouble: 'quota', code: null })).toBe('seat-quota')
})

it('shows of a program’s last words a line, without what moves a terminal', () => {
  const output = `\u001B[31mIt broke\u001B[0m\n${'\u0007'.repeat(20)}\n`
  const error = whatWentWrong({
    recipe: recipeOf('command'),
    participant: 'claude',
    seconds: 1,
    code: 2,
    output,
    bound: null,
    problem: null,
    done: false,
    linked: true,
    overCalls: null,
    trouble: undefined,
    stopped: null,
  })
  expect(error?.message).toBe('A command failed: [31mIt broke [0m.')
})
