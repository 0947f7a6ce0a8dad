// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Home } from '../../../renderer/views/Home.tsx'
import { placeIn, toTalkSearch } from '../../../renderer/views/talks/place.ts'
import { TalksView } from '../../../renderer/views/talks/TalksView.tsx'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { manyTalks } from '../../fakes/panel-data/talk-stages.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const show = (path: string[], over: Partial<FakeState> = {}) =>
  renderInPanel(<TalksView path={path} />, createFakeControl({ ...aFullBridge(), ...over }))
const rows = (group: string) =>
  within(screen.getByRole('region', { name: group }))
    .getAllByRole('link')
    .map(({ textContent }) => textContent)

describe('the list of talks', () => {
  it('has those under way first, each with what it waits for', async () => {
    show([], { talks: manyTalks() })
    await screen.findByRole('region', { name: 'Under way' })
    expect(rows('Under way')[0]).toMatch(/Move the shop.*round 2 of 3, ChatGPT’s turn, 14 min/)
    expect(rows('Under way')[2]).toMatch(/Review of the import.*paused, waits for you/)
    expect(rows('Ended')).toHaveLength(2)
  })

  it('searches while one types, and keeps the words in the address', async () => {
    show([], { talks: manyTalks() })
    const field = await screen.findByRole('searchbox', { name: 'Search the talks' })
    fireEvent.change(field, { target: { value: 'logos' } })
    await waitFor(() => expect(location.hash).toBe('#talks/search/logos'))
    cleanup()
    show(['search', 'logos'], { talks: manyTalks() })
    await screen.findByRole('region', { name: 'Ended' })
    expect(rows('Ended')).toHaveLength(1)
    expect(screen.queryByRole('region', { name: 'Under way' })).toBeNull()
  })

  it('leads to the first one where there is none', async () => {
    show([])
    await screen.findByRole('heading', { name: 'No talks yet.' })
    expect(screen.getByRole('link', { name: 'Begin a talk' }).getAttribute('href')).toBe(
      '#talks/new',
    )
  })

  it('keeps its places apart from talks', () => {
    expect(placeIn(['new'])).toEqual({ part: 'new' })
    expect(placeIn(['calibration'])).toEqual({ part: 'calibration' })
    expect(placeIn(['t12'])).toEqual({ part: 'talk', id: 't12' })
    expect(toTalkSearch('')).toBe('#talks')
  })
})

describe('how sure the models were', () => {
  it('is honest about few answers', async () => {
    const bucket = { from: 70, to: 90, count: 3, right: 1 }
    const many = { ...bucket, count: 12, right: 9 }
    show(['calibration'], {
      calibration: [
        { participant: 'claude', name: 'Claude', buckets: [many] },
        { participant: 'chatgpt', name: 'ChatGPT', buckets: [bucket] },
        { participant: 'codex', name: 'Codex', buckets: [] },
      ],
    })
    const few = within(await screen.findByRole('region', { name: 'ChatGPT' }))
    few.getByText('Only 3 answers marked: too few to say anything.')
    few.getByText('1 of 3')
    within(screen.getByRole('region', { name: 'Claude' })).getByText('12 answers marked.')
    expect(screen.queryByRole('region', { name: 'Codex' })).toBeNull()
  })
})

describe('Home', () => {
  it('is led by the talks under way and the next question once two are connected', async () => {
    renderInPanel(<Home />, createFakeControl({ ...aFullBridge(), talks: manyTalks() }))
    await screen.findByRole('heading', { name: 'What should they work out together?' })
    await waitFor(() => expect(rows('Under way').join()).toMatch(/Storage plan/))
    cleanup()
    renderInPanel(<Home />, createFakeControl({ ...aFullBridge(), links: [], clients: [] }))
    await screen.findByRole('heading', { name: 'The address of the bridge' })
    expect(screen.queryByRole('form', { name: 'Begin a talk' })).toBeNull()
  })
})
