import { describe, expect, it } from 'vitest'
import type { Status } from '../../../main/contract.ts'
import {
  chaptersOf,
  firstOpen,
  type Chapter,
  type Connectable,
  type Identity,
  type Known,
} from '../../../renderer/views/setup/chapters.ts'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { drifted, halfSetUp, inUse } from '../../fakes/panel-data/elsewhere.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'

async function knownOf(over: Partial<FakeState>): Promise<Known> {
  const { invoke } = createFakeControl(over)
  return {
    identity: (await invoke('identity.status', {})) as Identity,
    status: (await invoke('status.get', {})) as Status,
    connectable: (await invoke('connect.list', {})) as Connectable[],
    trip: undefined,
  }
}

const stateOf = async (over: Partial<FakeState>, id: Chapter['id']) =>
  chaptersOf(await knownOf(over)).find((one) => one.id === id)?.state

describe('the chapters', () => {
  it('say nothing before anything is known', () => {
    const chapters = chaptersOf({
      identity: undefined,
      status: undefined,
      connectable: undefined,
      trip: undefined,
    })
    expect(chapters.every(({ state }) => state === 'waiting')).toBe(true)
  })

  it('say when Claude was here last once its link is closed', async () => {
    const known = await knownOf(aFullBridge())
    const connectable = known.connectable?.map((one) =>
      one.id === 'claude-desktop'
        ? { ...one, state: 'connected' as const, seenAt: '2026-11-21T10:00:00.000Z' }
        : { ...one, state: 'not-set-up' as const },
    )
    const detailWith = (links: string[]) =>
      chaptersOf({
        ...known,
        connectable,
        status: known.status && { ...known.status, links },
      }).find(({ id }) => id === 'claude')?.detail
    expect(detailWith([])).toMatch(/^Last seen \S/)
    expect(detailWith(['claude'])).toBe('Connected')
  })

  it.each([
    ['approving here', {}, 'ok'],
    ['a provider that nobody is bound at', halfSetUp(), 'attention'],
    ['a provider in use', inUse(), 'ok'],
    ['a provider that has the old address', drifted(), 'attention'],
  ] as const)('tell of %s', async (_what, over, state) => {
    expect(await stateOf(over, 'sign-in')).toBe(state)
  })

  it.each([
    ['off', {}, 'off'],
    ['reachable', aFullBridge(), 'ok'],
    ['failed', { tunnel: { mode: 'quick', state: 'failed' } }, 'failed'],
    ['on its way', { tunnel: { mode: 'quick', state: 'verifying' } }, 'working'],
  ] as const)('tell of an address that is %s', async (_what, over, state) => {
    expect(await stateOf(over, 'address')).toBe(state)
  })

  it('are content with one Claude, and count the others apart', async () => {
    const connected = { state: 'connected' as const }
    expect(await stateOf({ connectable: { 'claude-code': connected } }, 'claude')).toBe('ok')
    expect(await stateOf({ connectable: { 'claude-code': connected } }, 'clients')).toBe('off')
    expect(await stateOf({ connectable: { cursor: connected } }, 'clients')).toBe('ok')
    expect(await stateOf({ connectable: { cursor: connected } }, 'claude')).toBe('waiting')
  })

  it('lead to the first that is open, past what is off', async () => {
    expect(firstOpen(chaptersOf(await knownOf({})))).toBe('chatgpt')
    expect(firstOpen(chaptersOf(await knownOf(aFullBridge())))).toBe('test')
    const trip = { thread: 't', sentAt: '', legs: [], answered: 2, all: 2 }
    expect(firstOpen(chaptersOf({ ...(await knownOf(aFullBridge())), trip }))).toBeUndefined()
  })
})
