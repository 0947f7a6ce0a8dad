import { describe, expect, it } from 'vitest'
import type { MethodResult } from '../../../main/contract.ts'
import { checksOf, type Known } from '../../../renderer/views/home/checks.ts'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aClient } from '../../fakes/panel-data/clients.ts'
import { aQuickTunnel } from '../../fakes/panel-data/tunnel.ts'

const at = '2026-11-21T10:00:00.000Z'
const publicUrl = 'https://quiet-river-bank.trycloudflare.com/mcp'
const problem = {
  code: 'token-missing',
  sentence: 'ChatGPT came back without a token.',
  side: 'client' as const,
  action: 'Connect it again.',
  link: null,
}

async function check(over: Partial<FakeState> = {}, known: Partial<Known> = {}) {
  const control = createFakeControl(over)
  const status = (await control.invoke('status.get', {})) as MethodResult<'status.get'>
  const { clients, identity, ladders } = control.state
  const checks = checksOf({ status, clients, identity, ladders, ...known })
  return Object.fromEntries(checks.map((one) => [one.id, one]))
}

const tunnelled = (over: Partial<FakeState['tunnel']> = {}): Partial<FakeState> => ({
  mcpUrl: publicUrl,
  tunnel: { ...aQuickTunnel(), ...over },
})

describe('the ladder of Home', () => {
  it('goes from this computer to both models', async () => {
    expect(Object.keys(await check())).toEqual([
      'local',
      'tunnel',
      'reachable',
      'sign-in',
      'chatgpt',
      'claude',
    ])
  })

  it('is in order when everything is, and offers no next step then', async () => {
    const checks = await check({ ...tunnelled(), clients: [aClient()], links: ['claude'] })
    expect(Object.values(checks).map(({ state }) => state)).toEqual(Array(6).fill('ok'))
    expect(Object.values(checks).flatMap(({ next }) => next ?? [])).toEqual([])
  })

  it('says when Claude was here last once its link is closed', async () => {
    const { claude } = await check({ lastLinks: [{ participant: 'claude', at }] })
    expect(claude).toMatchObject({ state: 'ok', at, atIs: 'seen', next: null })
  })

  it('offers a public address where there is none, and does not call that a failure', async () => {
    const { tunnel, reachable } = await check()
    expect(tunnel).toMatchObject({ state: 'off', next: { href: '#setup/address' } })
    expect(reachable).toMatchObject({ state: 'off', next: null })
  })

  it('tells why the tunnel failed in the words of its error', async () => {
    const lastError = { code: 'tunnel-deleted', cause: '', sentence: 'Gone.', action: '', at }
    const { tunnel } = await check(tunnelled({ state: 'failed', lastError }))
    expect(tunnel).toMatchObject({ state: 'failed', detail: 'Gone.' })
  })

  it('waits with a tunnel that waits, and says for what', async () => {
    const waiting = { reason: 'Cloudflare allows the next one at 10:05.', until: at }
    const { tunnel } = await check(tunnelled({ state: 'waiting', waiting }))
    expect(tunnel).toMatchObject({ state: 'working', detail: waiting.reason })
  })

  it('sees no alarm in a program that was never fetched', async () => {
    const lastError = { code: 'cloudflared-missing', cause: '', sentence: 'S', action: 'A', at }
    const waiting = { reason: 'cloudflared is not on this computer yet', until: null }
    const calm = tunnelled({ state: 'waiting', waiting, lastError, lastProbe: null })
    const { tunnel, reachable } = await check(calm)
    expect(tunnel).toMatchObject({ state: 'off', next: { label: 'Open one' } })
    expect(reachable?.state).toBe('off')
  })

  it('believes the last probe, not the tunnel', async () => {
    const lastProbe = {
      at,
      ok: false,
      tookMs: 30_000,
      detail: 'No answer in 30 seconds.',
      by: 'outside' as const,
    }
    const { tunnel, reachable } = await check(tunnelled({ lastProbe }))
    expect(tunnel?.state).toBe('ok')
    expect(reachable).toMatchObject({ state: 'failed', detail: lastProbe.detail, at })
    const untried = await check(tunnelled({ lastProbe: null }))
    expect(untried['reachable']?.state).toBe('waiting')
  })

  it('knows a sign-in that is not finished, lost its way back, or failed last time', async () => {
    const { identity } = createFakeControl().state
    const person = { issuer: 'https://ada.eu.auth0.com/', subject: 'auth0|ada', name: 'Ada' }
    const auth0 = { ...identity, provider: 'auth0' as const, name: 'Auth0' }
    const bound = { ...auth0, owner: { ...person, boundAt: at } }
    const drift = { line: publicUrl, replaces: null, link: null }
    const attempt = {
      id: 'a1',
      at,
      purpose: 'sign-in' as const,
      callback: 'public' as const,
      state: 'failed' as const,
      problem,
      person: null,
    }
    const states = async (one: typeof identity) => (await check({ identity: one }))['sign-in']
    expect(await states(auth0)).toMatchObject({ state: 'attention', next: { href: '#keys' } })
    expect(await states({ ...bound, drift })).toMatchObject({ state: 'attention' })
    expect(await states({ ...bound, attempts: [attempt] })).toMatchObject({
      detail: problem.sentence,
    })
    expect(await states(bound)).toMatchObject({ state: 'ok', detail: 'You sign in at Auth0' })
    expect((await check({}, { identity: undefined }))['sign-in']?.state).toBe('waiting')
  })

  it('calls a client connected only when it has called', async () => {
    const unseen = await check({ clients: [aClient({ lastUsedAt: null })] })
    expect(unseen['chatgpt']).toMatchObject({ state: 'waiting', next: { href: '#setup/chatgpt' } })
    const revoked = await check({ clients: [aClient({ grants: 0 })] })
    expect(revoked['chatgpt']?.state).toBe('waiting')
    const seen = await check({ clients: [aClient()] })
    expect(seen['chatgpt']?.state).toBe('ok')
  })

  it('says why a client has to be connected again', async () => {
    const reconnect = 'The address it knew is gone.'
    const { chatgpt } = await check({ clients: [aClient({ reconnect })] })
    expect(chatgpt).toMatchObject({ state: 'attention', detail: reconnect })
  })

  it('names the rung at which somebody is stuck, and where to find out why', async () => {
    const ladder = {
      id: 'l1',
      name: 'ChatGPT',
      clientId: null,
      vendor: 'chatgpt',
      origin: null,
      firstAt: at,
      lastAt: at,
      refreshedAt: null,
      rungs: [],
      verdict: problem,
    }
    const { chatgpt, claude } = await check({ ladders: [ladder] })
    expect(chatgpt).toMatchObject({ state: 'failed', detail: problem.sentence, at })
    expect(chatgpt?.next?.href).toBe('#doctor/connections/l1')
    expect(claude?.state).toBe('waiting')
    // A verdict of the past is nothing against a client that works.
    const working = await check({ ladders: [ladder], clients: [aClient()] })
    expect(working['chatgpt']?.state).toBe('ok')
  })
})
