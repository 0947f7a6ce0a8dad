// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { TestChapter } from '../../../renderer/views/setup/test/TestChapter.tsx'
import {
  missingIn,
  talkTestOf,
  type TalkTest,
} from '../../../renderer/views/setup/test/talk-test.ts'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { aTestTalk, awayTalk } from '../../fakes/panel-data/talk-stages.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const testAfter = (turns: number): TalkTest => {
  const test = talkTestOf(aTestTalk(turns))
  if (!test) throw new Error('It is no test talk.')
  return test
}
const show = (over: Partial<FakeState> = {}) =>
  renderInPanel(<TestChapter path={[]} />, createFakeControl({ ...aFullBridge(), ...over }))

describe('the talk that ends set-up', () => {
  it('is done when each has spoken twice, and not before', () => {
    expect([0, 1, 2, 3, 4].map((turns) => testAfter(turns).done)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
    expect(testAfter(3)).toMatchObject({ answered: 1, all: 2 })
    expect(talkTestOf(awayTalk())).toBeUndefined()
  })

  it('explains what is missing: one who never came, one who came and is silent', () => {
    expect(missingIn(testAfter(1))?.words).toMatch(/^ChatGPT does not know of it yet/)
    expect(missingIn(testAfter(2))?.words).toMatch(/^Claude has joined but not spoken/)
    expect(missingIn(testAfter(4))).toBeNull()
  })

  it('begins by one press, with two rounds for the two who are connected', async () => {
    const { transport } = show()
    fireEvent.click(await screen.findByRole('button', { name: 'Begin the test talk' }))
    await waitFor(() => expect(location.hash).toBe('#setup/test/talk-1'))
    expect(transport.calls.find(({ method }) => method === 'talks.begin')?.params).toMatchObject({
      form: 'work',
      seats: [{ participant: 'claude' }, { participant: 'chatgpt' }],
      bounds: { rounds: 2 },
    })
  })

  it('shows each step, and the exact line for the one it waits for', async () => {
    show({ talks: [aTestTalk(1)] })
    await screen.findByText('Claude has said hello')
    await screen.findByText('Until ChatGPT joins')
    screen.getByText('Paste this into ChatGPT')
    screen.getByRole('link', { name: 'Open ChatGPT with it' })
    cleanup()
    show({ talks: [aTestTalk(4)] })
    await screen.findByRole('link', { name: 'Ask them something real' })
    expect(screen.queryByText(/^Paste this/)).toBeNull()
  })

  it('is a message there and back as long as one is alone', async () => {
    show({ clients: [] })
    await screen.findByRole('button', { name: 'Send the test message' })
    expect(screen.queryByRole('button', { name: 'Begin the test talk' })).toBeNull()
  })
})
