// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { DoctorView } from '../../../renderer/views/doctor/DoctorView.tsx'
import { inOrder, standingOf } from '../../../renderer/views/doctor/connections/standing.ts'
import { aLadder, problem } from '../../fakes/panel-data/doctor-full.ts'
import { minutesAgo } from '../../fakes/panel-data/desk.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const wrong = problem('client-metadata-only', { client: 'Claude' })

describe('how far a client came', () => {
  it.each([
    ['all the way', aLadder({ id: 'a', name: 'A' }), 'ok', 'It came all the way across.'],
    ['on its way', aLadder({ id: 'a', name: 'A' }, 4), 'working', /next is “You approved it”/],
    [
      'stopped without a failed request',
      aLadder({ id: 'a', name: 'A', verdict: wrong }, 2),
      'failed',
      /did not reach “Registered, or said who it is”/,
    ],
    [
      'failed at a request',
      aLadder({ id: 'a', name: 'A' }, 6, 'POST /oauth2/token → 400'),
      'failed',
      /failed at “Fetched its tokens”/,
    ],
    [
      'across, and still in trouble',
      aLadder({ id: 'a', name: 'A', verdict: wrong }),
      'attention',
      /something is wrong/,
    ],
  ] as const)('%s', (_, ladder, mark, sentence) => {
    expect(standingOf(ladder).mark).toBe(mark)
    expect(standingOf(ladder).sentence).toMatch(sentence)
  })

  it('counts only the steps it has to take', () => {
    const ladder = aLadder({ id: 'a', name: 'A' }, 2)
    const [first, , third] = ladder.rungs
    if (third) third.state = 'not-needed'
    expect(first?.state).toBe('done')
    expect(standingOf(ladder)).toMatchObject({ done: 2, all: 9 })
  })

  it('puts those in trouble first, then whoever called last', () => {
    const at = (id: string, lastAt: string, verdict: typeof wrong | null = null) =>
      aLadder({ id, name: id, lastAt, verdict })
    const ladders = [
      at('old', '2026-01-01'),
      at('new', '2026-03-01'),
      at('ill', '2025-01-01', wrong),
    ]
    expect(inOrder(ladders).map(({ id }) => id)).toEqual(['ill', 'new', 'old'])
  })
})

describe('the clients seen', () => {
  const ladders = [
    aLadder({ id: 'l1', name: 'Claude', verdict: wrong }, 2),
    aLadder({ id: 'l2', name: 'ChatGPT', clientId: 'c_1' }),
  ]

  it('shows the verdict with its side, and the steps of who is in trouble', async () => {
    renderInPanel(
      <DoctorView path={[]} />,
      createFakeControl({ ladders: structuredClone(ladders) }),
    )
    const claude = within(await screen.findByRole('article', { name: 'Claude' }))
    expect(claude.getByText('On the side of the client')).toBeDefined()
    expect(claude.getByText(wrong.sentence)).toBeDefined()
    expect(claude.getByText('2 of 10 steps')).toBeDefined()
    expect(claude.getByText('POST /mcp → 401')).toBeDefined()
    const chatgpt = within(screen.getByRole('article', { name: 'ChatGPT' }))
    expect(chatgpt.queryByText('POST /mcp → 401')).toBeNull()
    fireEvent.click(chatgpt.getByRole('button', { name: 'Step by step' }))
    expect(await chatgpt.findByText('POST /mcp → 401')).toBeDefined()
    expect(chatgpt.getByText('c_1')).toBeDefined()
  })

  it('says when each called last as the clients page does, not when the ladder ended', async () => {
    const at = minutesAgo(0)
    const listening = { state: 'waiting', since: at, lastSeen: at } as const
    renderInPanel(
      <DoctorView path={[]} />,
      createFakeControl({
        ladders: structuredClone(ladders),
        presence: [
          {
            participant: 'chatgpt',
            ...listening,
            clients: [{ id: 'c_1', name: 'ChatGPT', ...listening }],
          },
        ],
      }),
    )
    const chatgpt = within(await screen.findByRole('article', { name: 'ChatGPT' }))
    await chatgpt.findByText('listening now')
    const claude = within(screen.getByRole('article', { name: 'Claude' }))
    expect(claude.getAllByText('3 minutes ago')).not.toHaveLength(0)
  })

  it('opens the one a link led to, and goes there', async () => {
    renderInPanel(
      <DoctorView path={['connections', 'l2']} />,
      createFakeControl({ ladders: structuredClone(ladders) }),
    )
    const chatgpt = await screen.findByRole('article', { name: 'ChatGPT' })
    expect(within(chatgpt).getByText('c_1')).toBeDefined()
    expect(document.activeElement === chatgpt).toBe(true)
  })

  it('follows a client that comes further', async () => {
    const control = createFakeControl({ ladders: [aLadder({ id: 'l1', name: 'Codex' }, 4)] })
    renderInPanel(<DoctorView path={[]} />, control)
    await screen.findByText('4 of 10 steps')
    control.change('doctor', (state) => {
      state.ladders = [aLadder({ id: 'l1', name: 'Codex' })]
    })
    await screen.findByText('10 of 10 steps')
    expect(screen.getByText('It came all the way across.')).toBeDefined()
  })

  it('forgets one after asking, and leads to a rehearsal when nobody is left', async () => {
    const { control } = renderInPanel(
      <DoctorView path={['connections', 'l2']} />,
      createFakeControl({ ladders: structuredClone(ladders).slice(1) }),
    )
    fireEvent.click(await screen.findByRole('button', { name: 'Forget ChatGPT' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(control.state.ladders).toHaveLength(1)
    fireEvent.click(dialog.getByRole('button', { name: 'Forget' }))
    await waitFor(() => expect(control.state.ladders).toEqual([]))
    const way = await screen.findByRole('link', { name: 'Run a rehearsal', hidden: true })
    expect(way.getAttribute('href')).toBe('#doctor/rehearsal')
  })
})
