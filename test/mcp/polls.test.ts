/**
 * A poll that finds nothing new is answered as the one before it, without being parsed. Each thing that could make the
 * answer another one is changed here, and the SDK, which remembers nothing, is asked the same. `npm run mutate -- polls`
 * takes each guard away and expects this file to notice.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import type { Caller } from '../../main/bridge/mcp/caller.ts'
import {
  createMcpEndpoint,
  type McpEndpointDeps,
} from '../../main/bridge/mcp/over-http/endpoint.ts'
import { createPolls } from '../../main/bridge/mcp/over-http/polls.ts'
import { createCallRecord } from '../../main/bridge/mcp/over-http/record-calls.ts'
import { createTraffic } from '../../main/bridge/traffic/traffic.ts'
import { openMcpHost } from './mcp-host.ts'

const params = '{"name":"check_inbox","arguments":{"mark_as_read":false}}'
const early = (id: string | number, given = params) =>
  `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":${given}}`
const late = (id: string | number, given = params) =>
  `{"method":"tools/call","params":${given},"jsonrpc":"2.0","id":${id}}`

type Headers = Record<string, string>

async function ask(url: string, body: string, headers: Headers = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: 'Bearer claude',
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
      ...headers,
    },
    body,
  })
  return { status: response.status, body: await response.text() }
}

/** With an endpoint that has a lane and one that leaves all to the SDK. */
async function open(changed: Partial<McpEndpointDeps> = {}) {
  const host = await openMcpHost()
  const serve = async (deps: McpEndpointDeps) => {
    const endpoint = createMcpEndpoint(deps)
    const server = createServer(
      (req, res) => void endpoint.handle({ url: host.origin, kind: 'loopback' }, req, res),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(async () => {
      await endpoint.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
  }
  const deps = { ...host.endpointDeps, ...changed }
  const lane = await serve({ ...deps, plainLane: host.plainLane })
  const sdk = await serve(deps)
  const worked = vi.spyOn(host.plainLane, 'answer')
  return {
    host,
    lane,
    /** How many calls were worked on by the lane since the last question. */
    worked() {
      const { length } = worked.mock.calls
      worked.mockClear()
      return length
    },
    async compare(body: string, headers?: Headers) {
      const answer = await ask(lane, body, headers)
      expect(answer).toEqual(await ask(sdk, body, headers))
      return answer
    },
  }
}

it.each([
  ['in front', early],
  ['at the end', late],
])('is answered as before while nothing changes, with the id %s', async (_where, text) => {
  const { compare, worked } = await open()
  await compare(text(1))
  await compare(text(2))
  expect(worked()).toBeGreaterThan(0)
  for (const id of [0, 3, 4_711, 123_456_789_012_345]) {
    expect((await compare(text(id))).body).toContain(`"id":${id}}`)
  }
  expect(worked()).toBe(0)
})

it.each([
  '01',
  '-1',
  '-0',
  '1.0',
  '1e1',
  '"1"',
  'null',
  '',
  ' 1',
  '1 ',
  '1,"id":2',
  '1234567890123456',
])('is another call with the id %s', async (id) => {
  const { compare } = await open()
  for (const text of [early, late]) {
    for (const known of [1, 2, 3]) await compare(text(known))
    await compare(text(id))
  }
})

it.each(['tools/list', 'ping'])('is any call whose answer stays the same: %s', async (method) => {
  const { host, compare, worked } = await open()
  const text = (id: number) => `{"jsonrpc":"2.0","id":${id},"method":"${method}"}`
  for (const id of [1, 2]) await compare(text(id))
  expect(worked()).toBe(1)
  for (const id of [3, 44]) expect((await compare(text(id))).status).toBe(200)
  host.crossing.move('raised')
  await compare(text(5))
  expect(worked()).toBe(0)
  host.revoke('claude')
  expect((await compare(text(6))).status).toBe(401)
})

it.each([
  (id: number) => early(id).replace('"method"', '"id":8,"method"'),
  (id: number) => early(id).replace('"method"', '"\\u0069d":8,"method"'),
  (id: number) => early(id).replace('"method"', '"id" : 8,"method"'),
  (id: number) => `${early(id).slice(0, -1)},"id":8}`,
  (id: number) => late(id).replace('"method"', '"id":8,"method"'),
  (id: number) => early(id, params.replace('{"mark', `{"id":${id},"mark`)),
  (id: number) => late(id, `{"name":"check_inbox","_meta":{"a":",\\"id\\":${id}}"}}`),
])('keeps to the id that counts where there are two (%#)', async (text) => {
  const { compare } = await open()
  // The first look of a client is written down, so what it was answered is not kept.
  await compare(early(1))
  for (const id of [8, 9, 10]) await compare(text(id))
})

it.each<[string, (host: Awaited<ReturnType<typeof openMcpHost>>) => unknown]>([
  [
    'a message',
    ({ conversation }) => conversation.send('chatgpt', { to: ['claude'], text: 'new' }),
  ],
  ['what was dealt with', ({ conversation }) => conversation.clearInbox('claude')],
  ['a raised bridge', ({ crossing }) => crossing.move('raised')],
  ['a token that was revoked', ({ revoke }) => revoke('claude')],
])('tells of %s', async (_what, change) => {
  const { host, compare } = await open()
  await host.conversation.send('chatgpt', { to: ['claude'], text: 'read' })
  await host.conversation.inbox('claude', { client: 'client-of-claude' })
  const answer = async (id: number) => (await compare(early(id))).body.replace(`"id":${id}}`, '')
  const before = await answer(1)
  for (const id of [2, 3]) expect(await answer(id)).toBe(before)
  await change(host)
  expect(await answer(4)).not.toBe(before)
})

it.each<[string, Partial<Caller>]>([
  ['client', { clientId: 'another' }],
  ['name', { clientName: 'Another' }],
  ['participant', { participant: 'chatgpt' }],
  ['vendor', { vendor: 'chatgpt' }],
  ['proof of the vendor', { provenVendor: 'other' }],
  ['view', { reads: 'own' }],
  ['sign-in', { signIn: { grant: 'another', origin: 'https://bridge.example' } }],
  ['address', { signIn: { grant: 'claude', origin: 'https://another.example' } }],
  ['permission', { scopes: new Set(['messages:read']) }],
])('is answered anew for another %s behind the same token', async (_what, change) => {
  let caller: Caller = {
    participant: 'claude',
    clientId: 'client-of-claude',
    clientName: 'claude',
    signIn: { grant: 'claude', origin: 'https://bridge.example' },
    vendor: 'claude',
    provenVendor: 'claude',
    scopes: new Set(['messages:read', 'messages:write']),
    reads: 'whole',
    via: 'http',
  }
  const { compare, worked, lane } = await open({ verify: () => ({ ok: true, caller }) })
  for (const id of [1, 2]) await compare(early(id))
  worked()
  await ask(lane, early(3))
  expect(worked()).toBe(0)
  caller = { ...caller, ...change }
  await ask(lane, early(4))
  expect(worked()).toBe(1)
})

it('is refused when the permission was taken away', async () => {
  let scopes = new Set(['messages:read'])
  const base = { participant: 'claude', clientId: 'c', clientName: 'c', vendor: 'claude' } as const
  const { compare } = await open({
    verify: () => ({ ok: true, caller: { ...base, scopes, reads: 'whole', via: 'http' } }),
  })
  for (const id of [1, 2, 3]) expect((await compare(early(id))).status).toBe(200)
  scopes = new Set(['files:read'])
  expect((await compare(early(4))).status).toBe(403)
})

it('belongs to the headers it was sent with', async () => {
  const { compare } = await open()
  const meta =
    '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'
  const text = (id: number) => early(id, params.replace('}}', `},${meta}}`))
  const headers = {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/call',
    'mcp-name': 'check_inbox',
  }
  for (const id of [1, 2, 3, 4]) expect((await compare(text(id), headers)).status).toBe(200)
  for (const [name, value] of [
    ['mcp-name', 'bridge_status'],
    ['mcp-method', 'tools/list'],
    ['mcp-protocol-version', '2025-11-25'],
  ] as const) {
    expect((await compare(text(5), { ...headers, [name]: value })).status).toBe(400)
  }
})

it('is still the call that arrived twice when that one handed out messages', async () => {
  const { host, lane } = await open()
  const text = (id: number) => early(id, '{"name":"check_inbox","arguments":{}}')
  await ask(lane, text(1))
  await host.conversation.send('chatgpt', { to: ['claude'], text: 'handed out once' })
  const first = await ask(lane, text(2))
  expect(first.body).toContain('handed out once')
  const unread = () =>
    host.conversation.counts().inboxes.find(({ participant }) => participant === 'claude')?.unread
  await expect.poll(unread).toBe(0)
  for (const id of [3, 4]) {
    expect((await ask(lane, text(id))).body).not.toContain('handed out once')
  }
  expect(await ask(lane, text(2))).toEqual(first)
})

it('is a call like any other to whoever watches', async () => {
  const { host, lane, worked } = await open({
    record: createCallRecord({ recorder: traffic().recorder, firstCall: () => null }),
  })
  for (const id of [1, 2]) await ask(lane, early(id))
  const called = vi.spyOn(host.presence, 'called')
  worked()
  await ask(lane, early(3))
  expect(worked()).toBe(0)
  expect(called).toHaveBeenCalledExactlyOnceWith('claude', {
    id: 'client-of-claude',
    name: 'claude',
  })
  const { rows } = watched.list()
  expect(rows.map(({ seq: _seq, at: _at, durationMs: _ms, ...row }) => row)).toEqual(
    Array(3).fill(
      expect.objectContaining({ method: 'tools/call', target: 'check_inbox', outcome: 'ok' }),
    ),
  )
  const bodies = rows.map(({ seq }) => watched.get(seq))
  expect(bodies.at(-1)?.request?.body?.text).toBe(early(3))
  expect(bodies.at(-1)?.response?.body?.text).toContain('"id":3}')
})

let watched: ReturnType<typeof createTraffic>
const traffic = () => (watched = createTraffic({ clock: systemClock, log: silentLog, rows: 100 }))

it('keeps the texts of a token that were learned last', () => {
  const polls = createPolls()
  const caller: Pick<Caller, 'clientId'> & Partial<Caller> = { clientId: 'app' }
  const textOf = (name: string) => `{"jsonrpc":"2.0","method":"${name}","id":1}`
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  for (const name of names) {
    const text = textOf(name)
    const body = { value: JSON.parse(text) as unknown, text, bytes: text.length }
    const again = { holds: () => true, to: () => ({ status: 200, headers: [], text: '' }) }
    polls.learn({}, { token: 'token', caller: caller as Caller }, body, again)
  }
  const found = names.filter((name) => polls.find({}, 'token', Buffer.from(textOf(name))))
  expect(found).toEqual(['c', 'd', 'e', 'f'])
})
