/**
 * Clients that work, through everything that happens to them: the doctor finds nothing wrong with any.
 * Each makes the requests it was recorded to make (ladder-world.ts).
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openLadderWorld } from './ladder-world.ts'
import { clientKinds, type ClientKind, type RecordedClient } from './recorded-client.ts'

const minute = 60_000

/** Time that passes for everything in this process, the authorization server's library too. */
function pass(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
}
afterEach(() => void vi.useRealTimers())

const kinds = Object.keys(clientKinds) as ClientKind[]
const addresses: Partial<Record<ClientKind, string>> = { codex: '127.0.0.1', opencode: '127.0.0.1' }

/** What a client does whenever its program starts, with the tokens it has. */
async function startAgain(kind: ClientKind, client: RecordedClient): Promise<void> {
  if (kind === 'codex') {
    await client.send('GET', '/mcp', { accept: '*/*' })
    await client.discover()
  }
  if (kind === 'opencode') {
    await client.challenge()
    await client.discover()
  }
  await client.call('initialize', initialize)
  await client.stream()
  await client.call('tools/list')
}

const initialize = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'recorded', version: '0' },
}

describe.each(kinds)('%s, which works', (kind) => {
  it('is well through five connections, sleep, expiry, rotation and a restart of the bridge', async () => {
    const world = await openLadderWorld()
    const client = world.client(kind, addresses[kind])
    const settled = async (there = world) => {
      pass(20 * minute)
      return (await there.ladders()).map(({ name, verdict }) => [name, verdict?.code ?? 'well'])
    }
    await client.connect()
    for (let times = 0; times < 5; times += 1) await startAgain(kind, client)
    expect(await settled()).toEqual([[clientKinds[kind].name, 'well']])

    pass(25 * 60 * minute)
    // Asked for at once, as a client does that lists everything a server has.
    for (let times = 0; times < 3; times += 1) await client.call('tools/list')
    await client.discover()
    expect((await client.refresh()).status).toBe(200)
    expect(await settled()).toEqual([[clientKinds[kind].name, 'well']])
    await startAgain(kind, client)

    await world.invoke('keys.rotate')
    await startAgain(kind, client)
    expect(await settled()).toEqual([[clientKinds[kind].name, 'well']])

    const again = await world.restarted()
    const same = again.client(kind, addresses[kind], client)
    await startAgain(kind, same)
    expect(await settled(again)).toEqual([[clientKinds[kind].name, 'well']])
    for (let times = 0; times < 5; times += 1) await startAgain(kind, same)
    expect(await settled(again)).toEqual([[clientKinds[kind].name, 'well']])
  })

  it('is said to be revoked, and when, however long it goes on asking', async () => {
    const world = await openLadderWorld()
    const client = world.client(kind)
    await client.connect()
    await world.invoke('clients.revoke', { client: client.clientId })
    await expect
      .poll(async () => (await world.ladder()).verdict?.code, { timeout: 10_000 })
      .toBe('client-revoked')
    const { verdict } = await world.ladder()
    expect(verdict?.sentence).toMatch(/^You revoked it at \d\d:\d\d\.$/)
    for (let times = 0; times < 4; times += 1) await client.call('tools/list')
    await client.refresh()
    await client.stream()
    expect((await world.ladder()).verdict).toEqual(verdict)
  })
})

it('looking around without a token after a restart is no trouble, also when nothing follows', async () => {
  const world = await openLadderWorld()
  await world.client('codex').connect()
  const again = await world.restarted()
  const client = again.client('codex')
  await client.send('GET', '/mcp', { accept: '*/*' })
  await client.discover()
  pass(20 * minute)
  expect((await again.ladders()).map(({ verdict }) => verdict)).toEqual([null, null])
})

it('the token of one client tells nothing about another that asks from the same place', async () => {
  const world = await openLadderWorld()
  const [remote, inspector] = [world.client('mcp-remote'), world.client('inspector')]
  await remote.connect()
  await inspector.connect()
  pass(25 * 60 * minute)
  const before = await world.ladders()
  for (let times = 0; times < 4; times += 1) await remote.call('tools/list')
  const after = await world.ladders()
  const find = (list: typeof after, { clientId }: RecordedClient) =>
    list.find((ladder) => ladder.clientId === clientId)
  expect(find(after, inspector)).toEqual(find(before, inspector))
  expect(find(after, remote)?.verdict?.code).toBe('client-token-refused')
})

it('a client that has a token and only ever asks for a stream speaks the old transport', async () => {
  const world = await openLadderWorld()
  const client = world.client('inspector')
  await client.challenge()
  await client.discover()
  await client.register()
  await client.authorize()
  await client.approve()
  await client.returns()
  await client.exchange()
  for (let times = 0; times < 2; times += 1) await client.stream()
  expect((await world.ladder()).verdict?.code).toBe('client-sse-only')
})

it('the doctor knows when a client last renewed its sign-in', async () => {
  const world = await openLadderWorld()
  const client = world.client('claude')
  await client.connect()
  expect((await world.ladder()).refreshedAt).toBeNull()
  await client.refresh()
  await client.call('tools/list')
  expect((await world.ladder()).refreshedAt).not.toBeNull()
})

it('a client that works was last here when the list of clients says it was', async () => {
  const world = await openLadderWorld()
  const client = world.client('claude')
  await client.connect()
  world.pass(11 * 60_000)
  await client.call('tools/list')
  const [listed] = await world.invoke('clients.list')
  expect((await world.ladder()).lastAt).toBe(listed?.lastUsedAt)
})
