/**
 * Both are woken and nobody types: a subscriber that acts as ChatGPT does, and a program that takes Claude's seat. The
 * bridge is the built one, killed while an event is on its way.
 */
import { expect, it } from 'vitest'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'
import { makeProgram } from '../fakes/seat-program/make-program.ts'
import { contents } from '../real-clients/contents.ts'
import { debateByEvents } from '../real-clients/debate-by-events.ts'

it('a debate of three rounds goes from its start to a result over a kill of the bridge', async () => {
  const work = temporaryFolder()
  const program = makeProgram(work, 'program', { content: contents[0] ?? {} })
  const { talk, wakes, chatgpt, lost, result } = await debateByEvents({
    work,
    claude: { path: program.path },
    longestMs: 80_000,
    say: () => {},
  })
  const handIns = (who: string, kind: string) =>
    talk.steps.filter((step) => step.by === who && step.kind === kind)
  expect([talk.state, talk.rounds]).toEqual(['ended', 3])
  for (const who of ['claude', 'chatgpt']) {
    expect(handIns(who, 'sealed')).toHaveLength(1)
    expect(handIns(who, 'said').length).toBeGreaterThanOrEqual(3)
  }
  expect(result).toContain('Saturday.')

  // Every turn of ChatGPT's began with an event, and with no word of anybody in it.
  const { turns, receiver } = chatgpt
  for (const { line } of turns) expect(line).not.toContain('painted')
  const taken = turns.flatMap(({ calls }) => calls.filter((call) => call === 'take_turn'))
  expect(taken).toHaveLength(
    [...handIns('chatgpt', 'sealed'), ...handIns('chatgpt', 'said')].length,
  )
  expect(turns.at(-1)?.event).toBe('talk.ended')

  // What was on its way came again under its id, and was taken once; nothing was refused.
  expect(receiver.came.get(lost)).toBe(2)
  expect([...receiver.came.values()].filter((times) => times > 1)).toHaveLength(1)
  expect(new Set(receiver.answers)).toEqual(new Set(['challenge', 202]))
  // Neither was left to the owner.
  const doors = wakes.map(({ participant, door }) => `${participant} ${door}`)
  expect(doors.filter((one) => !['chatgpt event', 'claude seat'].includes(one))).toEqual([])
  expect(doors).toContain('claude seat')
})
