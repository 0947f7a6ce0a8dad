/** The way of a message in the picture: never from a tower it did not come from, never to one nobody is in. */
import { expect, it } from 'vitest'
import { journeyOf } from '../../../renderer/views/home/journey.ts'

const way = (by: string, to: string[], away: string[] = []) => {
  const journey = journeyOf({ seq: 7, by, to }, (id) => away.includes(id))
  return journey && [journey.from, ...journey.to].join(' ')
}

it('crosses from one tower to the other between Claude and ChatGPT', () => {
  expect(way('claude', ['chatgpt'])).toBe('left right')
  expect(way('chatgpt', ['claude', 'owner'])).toBe('right left')
})

it('leaves from the middle when the owner or somebody without a tower wrote it', () => {
  expect(way('owner', ['claude', 'chatgpt'])).toBe('middle left right')
  expect(way('codex', ['chatgpt'])).toBe('middle right')
})

it('goes as far as the middle when it is for the owner or somebody without a tower', () => {
  expect(way('claude', ['owner'])).toBe('left middle')
  expect(way('chatgpt', ['codex'])).toBe('right middle')
})

it('stays on the bridge when nobody speaks any more as the one it is for', () => {
  expect(way('claude', ['chatgpt'], ['chatgpt'])).toBe('left middle')
})

it('is not seen between people without towers', () => {
  expect(way('owner', ['codex'])).toBeUndefined()
})
