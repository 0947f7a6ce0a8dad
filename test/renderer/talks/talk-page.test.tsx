// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { TalkPage } from '../../../renderer/views/talks/page/TalkPage.tsx'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { aStep, type Talk } from '../../fakes/panel-data/talks.ts'
import {
  awayTalk,
  boundTalk,
  endedTalk,
  openedTalk,
  sealedTalk,
  verdictTalk,
} from '../../fakes/panel-data/talk-stages.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

async function show(talk: Talk) {
  const control = createFakeControl({ ...aFullBridge(), talks: [talk] })
  const panel = renderInPanel(<TalkPage id={talk.id} />, control)
  await screen.findByRole('heading', { level: 1, name: talk.title })
  const calls = (method: string) =>
    panel.transport.calls.filter((call) => call.method === method).map(({ params }) => params)
  return { ...panel, calls, talk }
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } })

describe('a talk', () => {
  it('shows a sealed hand-in as closed, and none of its words', async () => {
    await show(sealedTalk())
    screen.getByText(/Claude has handed in. It stays sealed until all have./)
    screen.getByRole('img', { name: /Claude: listening, handed in, sealed/ })
  })

  it('shows an opened letter once, with its answer and what was only collected', async () => {
    await show(openedTalk())
    screen.getByText('After the holidays.')
    screen.getByText('80 % sure · collected, not counted')
    expect(screen.queryByText(/stays sealed/)).toBeNull()
  })

  it('shows objections with what can be checked, and marks a change without evidence', async () => {
    await show(verdictTalk())
    screen.getByText(
      'File: plan.md, version 2. Step 4 registers both payment callbacks for a week.',
    )
    screen.getByText('unsupported change')
    screen.getByText('pasted by you')
  })

  it('reads out whose turn it is, and again when it changes', async () => {
    const { control } = await show(openedTalk())
    const region = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
    expect(region()).toContain('Claude’s turn')
    act(() =>
      control.change('talks', ({ talks }) => {
        for (const seat of talks[0]?.seats ?? []) seat.hasTurn = seat.participant === 'chatgpt'
      }),
    )
    await waitFor(() => expect(region()).toContain('ChatGPT’s turn'))
  })

  it('lets a letter cross when one is said, and not for those there were', async () => {
    const { control, container } = await show(openedTalk())
    expect(container.querySelector('.crossing')).toBeNull()
    act(() =>
      control.change('talks', ({ talks }) => {
        talks[0]?.steps.push(aStep({ seq: 50, kind: 'said', by: 'chatgpt', text: 'No.' }))
      }),
    )
    await waitFor(() =>
      expect(container.querySelector('.crossing[data-from=right]')).not.toBeNull(),
    )
  })

  it('is paused and goes on', async () => {
    const { control } = await show(openedTalk())
    press('Pause')
    await screen.findByRole('button', { name: 'Go on' })
    expect(control.state.talks[0]?.state).toBe('paused')
    press('Go on')
    await screen.findByRole('button', { name: 'Pause' })
  })

  it('passes over one, and gives the word to another', async () => {
    const { calls, talk } = await show(openedTalk())
    press('Skip Claude')
    await screen.findByRole('button', { name: 'Skip ChatGPT' })
    expect(calls('talks.skip')).toEqual([{ id: talk.id, participant: 'claude' }])
    press('Give the floor to…')
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Claude' }))
    await screen.findByRole('button', { name: 'Skip Claude' })
    expect(calls('talks.giveWord')).toEqual([{ id: talk.id, participant: 'claude' }])
  })

  it('takes the owner’s word to both, and empties the field when it is said', async () => {
    await show(openedTalk())
    type('Say to both', ' Keep it short. ')
    press('Send')
    await screen.findByText('Keep it short.')
    await waitFor(() =>
      expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Say to both' }).value).toBe(
        '',
      ),
    )
  })

  it('says how long a turn has waited, but not that of one who was never told', async () => {
    await show(awayTalk())
    screen.getByText('for 14 min')
    cleanup()
    const talk = awayTalk()
    const untold = talk.seats.map((seat) => ({ ...seat, lastSeen: null }))
    await show({ ...talk, seats: untold, steps: [] })
    expect(screen.getAllByText('ChatGPT does not know of it yet')).not.toHaveLength(0)
    expect(screen.queryByText(/^for \d+ min/)).toBeNull()
  })

  it('ends only when that is confirmed', async () => {
    const { control } = await show(openedTalk())
    press('End')
    const dialog = await screen.findByRole('dialog')
    expect(control.state.talks[0]?.state).toBe('open')
    fireEvent.click(within(dialog).getByRole('button', { name: 'End the talk' }))
    await screen.findByRole('button', { name: 'Begin again' })
  })

  it('gives the line and the link that bring back one who is away', async () => {
    await show(awayTalk())
    const call = await screen.findByRole('region', { name: /ChatGPT has not looked since/ })
    within(call).getByText('Continue the Drawbridge talk "Move the shop": call join_talk.')
    const link = within(call).getByRole('link', { name: 'Open ChatGPT with it' })
    expect(link.getAttribute('href')).toContain('https://chatgpt.com/?q=')
    expect(link.getAttribute('rel')).toContain('noreferrer')
    cleanup()
    await show(openedTalk())
    expect(screen.queryByRole('link', { name: /^Open / })).toBeNull()
  })

  it('hands in what an app said that may not write, with only what was filled in', async () => {
    const { calls, talk } = await show(awayTalk())
    press('ChatGPT said…')
    type('What it said', 'I keep it.')
    type('How sure it is, in % (optional)', 'x70')
    press('Hand in for ChatGPT')
    await screen.findByText('70 % sure · collected, not counted')
    expect(calls('talks.paste')).toEqual([
      { id: talk.id, participant: 'chatgpt', content: { text: 'I keep it.', confidence: 70 } },
    ])
  })

  it('asks the owner at a bound, and gives more of that very bound', async () => {
    const { calls, talk } = await show(boundTalk())
    const asked = screen.getByRole('alert')
    within(asked).getByText(/20 messages were exchanged/)
    fireEvent.click(within(asked).getByRole('button', { name: '20 more messages' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect(calls('talks.more')).toEqual([{ id: talk.id, what: 'messages', amount: 20 }])
  })

  it('says why an act did not work', async () => {
    const { control } = await show(openedTalk())
    control.invoke = () => Promise.reject(new Error('broken'))
    press('Pause')
    expect((await screen.findByRole('alert')).textContent).toContain('internal')
  })

  it('says so when there is none of that name', async () => {
    renderInPanel(<TalkPage id="talk-99" />, createFakeControl())
    await screen.findByRole('heading', { name: 'There is no such talk.' })
  })
})

describe('the end of a talk', () => {
  it('takes the verdict and how each answer turned out', async () => {
    const { calls, talk } = await show(verdictTalk())
    const keep = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Keep the verdict' })
    expect(keep().disabled).toBe(true)
    type('Your verdict', 'After the holidays.')
    const marks = screen.getByRole('group', { name: 'ChatGPT was' })
    fireEvent.click(within(marks).getByRole('button', { name: 'Wrong' }))
    fireEvent.click(keep())
    await screen.findByRole('button', { name: 'Begin again' })
    // The last answer it gave, not the one it changed.
    expect(calls('talks.verdict')).toEqual([
      { id: talk.id, text: 'After the holidays.', marks: [{ handIn: 5, mark: 'wrong' }] },
    ])
    const judged = screen.getByRole('group', { name: 'ChatGPT was' })
    expect(within(judged).getByRole('button', { name: 'Wrong' }).getAttribute('aria-pressed')).toBe(
      'true',
    )
  })

  it('shows what came of it, and saves it as a shared file', async () => {
    await show(endedTalk())
    screen.getByText('We move in the second week of January.')
    screen.getByText('How long a rollback takes in December.')
    screen.getByText('without new evidence')
    press('Save as shared file')
    const link = await screen.findByRole('link', { name: 'Saved as talk-move-the-shop.md' })
    expect(link.getAttribute('href')).toBe('#conversation/file/talk-move-the-shop.md')
  })

  it('begins again with the same question, and goes there', async () => {
    await show(endedTalk())
    press('Begin again')
    await waitFor(() => expect(location.hash).toBe('#talks/talk-2'))
  })
})
