// @vitest-environment happy-dom
/** Pasting for an app that may not write: where it is due, what it sends, how it is marked. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { DueLanes } from '../../../renderer/views/conversation/lanes/DueLanes.tsx'
import { ThreadLanes } from '../../../renderer/views/conversation/lanes/ThreadLanes.tsx'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { aLane } from '../../fakes/panel-data/lanes.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

it('above the threads stands who has to answer where', async () => {
  renderInPanel(<DueLanes />, createFakeControl({ lanes: [aLane()] }))
  const link = await screen.findByRole('link', {
    name: 'ChatGPT has to answer in “Good morning.”',
  })
  expect(link.getAttribute('href')).toContain('t1')
})

it('of many that wait, five are named and the others counted', async () => {
  const lanes = ['t1', 't2', 't3', 't4', 't5', 't6', 't7'].map((thread) => aLane({ thread }))
  renderInPanel(<DueLanes />, createFakeControl({ lanes }))
  expect(await screen.findAllByRole('link')).toHaveLength(5)
  expect(screen.getByText('and 2 more')).toBeDefined()
})

it('in the thread what it said is pasted and sent in its name, and then no longer asked for', async () => {
  const lanes = [
    aLane(),
    aLane({ participant: 'claude', name: 'Claude', mayWrite: true, due: null }),
  ]
  const { control } = renderInPanel(<ThreadLanes thread="t1" />, createFakeControl({ lanes }))
  const due = await screen.findByRole('region', { name: 'ChatGPT may read here and not write' })
  expect(due.textContent).toContain('Look again in Drawbridge: call check_inbox')
  fireEvent.change(screen.getByLabelText('What ChatGPT said'), {
    target: { value: 'The blue one.' },
  })
  fireEvent.click(screen.getByRole('button', { name: 'Send for ChatGPT' }))
  await waitFor(() =>
    expect(control.state.messages).toMatchObject([
      { from: 'chatgpt', text: 'The blue one.', replyTo: 'm1', ownerPart: 'pasted' },
    ]),
  )
  await waitFor(() => expect(screen.queryByRole('region')).toBeNull())
  expect(screen.getByText('Paste what somebody said')).toBeDefined()
})
