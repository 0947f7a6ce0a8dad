/** A start says what it is at once it has been at it for a second, and what blocks the program at once. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createStages } from '../../main/host/stages.ts'

const script = join(import.meta.dirname, '..', '..', 'scripts', 'lib', 'say.mjs')
const { createSay } = (await import(pathToFileURL(script).href)) as {
  createSay: (options?: { quiet?: boolean }) => { progress(line: string): void; done(): void }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('says a stage that takes long once, and none that is over before', () => {
  const said: string[] = []
  const stages = createStages((line) => said.push(line))
  stages.enter('Opening the data folder')
  vi.advanceTimersByTime(999)
  stages.enter('Opening the keychain')
  vi.advanceTimersByTime(5_000)
  expect(said).toEqual(['Opening the keychain…'])
  stages.announce('Bringing the data up to date')
  stages.enter('Opening the panel')
  stages.end()
  vi.advanceTimersByTime(5_000)
  expect(said).toEqual(['Opening the keychain…', 'Bringing the data up to date…'])
})

it('the scripts, asked to be quiet, say what takes longer than a second', () => {
  const said: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  const say = createSay({ quiet: true })
  say.progress('Installing…')
  vi.advanceTimersByTime(900)
  say.progress('Building…')
  vi.advanceTimersByTime(900)
  expect(said).toEqual([])
  vi.advanceTimersByTime(100)
  expect(said).toEqual(['Building…\n'])
  say.progress('Handing over…')
  say.done()
  vi.advanceTimersByTime(5_000)
  expect(said).toEqual(['Building…\n'])
  createSay().progress('Building…')
  expect(said).toHaveLength(2)
})
