/** When the code of the panel may take the thread: after the frame in the page is on the screen, if it ever is. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { whenPainted } from '../../renderer/when-painted.ts'

let frames: FrameRequestCallback[] = []
let hidden: boolean

beforeEach(() => {
  vi.useFakeTimers()
  frames = []
  hidden = false
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run))
  vi.stubGlobal('document', {
    get visibilityState() {
      return hidden ? 'hidden' : 'visible'
    },
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function watched(): { done: boolean } {
  const state = { done: false }
  void whenPainted().then(() => (state.done = true))
  return state
}

it('waits for a frame, and until it has been painted', async () => {
  const painted = watched()
  await vi.advanceTimersByTimeAsync(20)
  expect(painted.done).toBe(false)
  for (const run of frames) run(0)
  await Promise.resolve()
  expect(painted.done).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(painted.done).toBe(true)
})

it('waits no longer for a frame that does not come', async () => {
  const painted = watched()
  await vi.advanceTimersByTimeAsync(200)
  expect(frames).toHaveLength(1)
  expect(painted.done).toBe(true)
})

it('waits for nothing in a page that nobody sees', async () => {
  hidden = true
  const painted = watched()
  await vi.advanceTimersByTimeAsync(0)
  expect(painted.done).toBe(true)
  expect(frames).toEqual([])
})
