/** MCP Events on /mcp (SEP-3415, io.modelcontextprotocol/events), in both protocol eras. */
import { describe, expect, it, vi } from 'vitest'
import { openCallback } from '../fakes/callback/callback.ts'
import { newWorld, openWebhooks, secret } from '../events/open-webhooks.ts'
import { openMcpHost, type McpHost } from './mcp-host.ts'

type Era = '2026-07-28' | '2025-11-25'
const eras: Era[] = ['2026-07-28', '2025-11-25']

interface Answer {
  status: number
  result?: Record<string, unknown>
  error?: { code: number; message: string; data?: Record<string, unknown> }
}

async function call(
  host: McpHost,
  era: Era,
  method: string,
  params: Record<string, unknown> = {},
  token = 'chatgpt',
): Promise<Answer> {
  const modern = era === '2026-07-28'
  const meta = {
    'io.modelcontextprotocol/protocolVersion': era,
    'io.modelcontextprotocol/clientInfo': { name: 'subscriber', version: '0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  const response = await fetch(host.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${token}`,
      'mcp-protocol-version': era,
      ...(modern && { 'mcp-method': method }),
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: modern ? { ...params, _meta: meta } : params,
    }),
  })
  const answer = JSON.parse(await response.text()) as Omit<Answer, 'status'>
  return { status: response.status, ...answer }
}

async function eventfulHost() {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const host = await openMcpHost({ events: webhooks, wakes: () => false })
  world.standings.set('chatgpt', {
    clientId: 'client-of-chatgpt',
    clientName: 'chatgpt',
    participant: 'chatgpt',
    scopes: new Set(['messages:read']),
  })
  return { host, webhooks, callback: await openCallback() }
}

const watch = (url: string) => ({
  name: 'message.received',
  arguments: { from: 'claude' },
  delivery: { mode: 'webhook', url, secret: secret(1) },
})

describe.each(eras)('in the era of %s', (era) => {
  it('announces the capability and the extension', async () => {
    const { host } = await eventfulHost()
    const asked =
      era === '2026-07-28'
        ? await call(host, era, 'server/discover')
        : await call(host, era, 'initialize', {
            protocolVersion: era,
            capabilities: {},
            clientInfo: { name: 'subscriber', version: '0' },
          })
    expect(asked.result?.['capabilities']).toMatchObject({
      events: {},
      extensions: { 'io.modelcontextprotocol/events': {} },
    })
  })

  it('lists events by webhook alone, each with schemas of its filter and its data', async () => {
    const { host } = await eventfulHost()
    const { result } = await call(host, era, 'events/list')
    const events = result?.['events'] as Record<string, unknown>[]
    expect(events.map(({ name }) => name)).toEqual([
      'message.received',
      'turn.yours',
      'talk.ended',
      'file.changed',
    ])
    for (const event of events) {
      expect(event).toMatchObject({
        delivery: ['webhook'],
        description: expect.stringMatching(/Subscribe when/) as string,
        inputSchema: { type: 'object', additionalProperties: false },
        payloadSchema: { type: 'object' },
      })
    }
    expect((await call(host, era, 'events/list', { cursor: 'x' })).error?.code).toBe(-32602)
  })

  it('subscribes, refreshes under the same id, and unsubscribes', async () => {
    const { host, webhooks, callback } = await eventfulHost()
    const first = await call(host, era, 'events/subscribe', watch(callback.url()))
    expect(first.result).toMatchObject({
      id: expect.stringMatching(/^sub_/) as string,
      refreshBefore: expect.any(String) as string,
      cursor: '0',
      truncated: false,
    })
    const again = await call(host, era, 'events/subscribe', watch(callback.url()))
    expect(again.result?.['id']).toBe(first.result?.['id'])
    const { delivery, ...rest } = watch(callback.url())
    const ended = await call(host, era, 'events/unsubscribe', {
      ...rest,
      delivery: { url: delivery.url },
    })
    expect(ended.error).toBeUndefined()
    expect(webhooks.list()).toEqual([])
  })

  it('says why a callback cannot be used with -32015 and a reason, and nothing else about it', async () => {
    const { host } = await eventfulHost()
    const { error } = await call(host, era, 'events/subscribe', watch('https://192.168.1.1/hook'))
    expect(error).toMatchObject({
      code: -32015,
      data: { reason: 'blocked_address', code: 'callback-refused' },
    })
    expect(JSON.stringify(error)).not.toContain('192.168')
  })

  it('does not repeat a secret that is wrong', async () => {
    const { host, callback } = await eventfulHost()
    const request = watch(callback.url())
    const wrong = { ...request, delivery: { ...request.delivery, secret: 'whsec_c2hvcnQ=' } }
    const { error } = await call(host, era, 'events/subscribe', wrong)
    expect(error?.code).toBe(-32602)
    expect(JSON.stringify(error)).not.toContain('c2hvcnQ')
  })

  it('knows no other method of events', async () => {
    const { host } = await eventfulHost()
    expect((await call(host, era, 'events/stream', watch('x'))).error?.code).toBe(-32601)
    expect((await call(host, era, 'events/poll', watch('x'))).error?.code).toBe(-32601)
  })

  it('subscribes nobody while the bridge is raised, and lets go of what there is', async () => {
    const { host, webhooks, callback } = await eventfulHost()
    await call(host, era, 'events/subscribe', watch(callback.url()))
    host.crossing.move('raised')
    const { error } = await call(host, era, 'events/subscribe', watch(callback.url('/two')))
    expect(error?.data?.['code']).toBe('bridge-raised')
    await call(host, era, 'events/unsubscribe', watch(callback.url()))
    expect(webhooks.list()).toEqual([])
  })
})

it('a missing scope is a 403 with a challenge (RFC 6750 §3.1)', async () => {
  const { host, callback } = await eventfulHost()
  const answer = await call(
    host,
    '2026-07-28',
    'events/subscribe',
    watch(callback.url()),
    'claude.files_read',
  )
  expect(answer.status).toBe(403)
  expect(callback.challenges).toEqual([])
})

it('for ChatGPT the challenge is in the answer', async () => {
  const { host, callback } = await eventfulHost()
  const request = watch(callback.url())
  const { error } = await call(
    host,
    '2026-07-28',
    'events/subscribe',
    request,
    'chatgpt.files_read',
  )
  expect(error?.data).toMatchObject({
    code: 'insufficient-scope',
    _meta: { 'mcp/www_authenticate': [expect.stringContaining('scope="messages:read"')] },
  })
  expect(callback.challenges).toEqual([])
})

it('a local link has no sign-in an event could belong to, and is offered none', async () => {
  const { host } = await eventfulHost()
  const link = host.makeServer(
    {
      participant: 'claude',
      clientId: 'local-link',
      clientName: 'Local link',
      vendor: 'local',
      scopes: new Set(),
      reads: 'whole',
      via: 'link',
    },
    {
      notifies: true,
      deliveryOf: () => {
        throw new Error('no call is made')
      },
    },
  )
  const server = link as unknown as { getCapabilities(): Record<string, unknown> }
  expect(server.getCapabilities()).not.toHaveProperty('events')
})

it('whoever is about to be woken is said to be, to the sender and in bridge_status', async () => {
  const wakes = vi.fn((participant: string) => participant === 'claude')
  const { conversation, url } = await openMcpHost({ wakes })
  await conversation.addParticipant('claude')
  await conversation.addParticipant('chatgpt')
  const tool = async (name: string, args: object) => {
    const host = { url } as McpHost
    const answer = await call(host, '2025-11-25', 'tools/call', { name, arguments: args })
    return JSON.stringify(answer.result?.['content'])
  }
  expect(await tool('send_message', { to: 'claude', message: 'x' })).toContain(
    'a wake is on its way to it',
  )
  expect(wakes).toHaveBeenCalledWith('claude', expect.objectContaining({ from: 'chatgpt' }))
  expect(await tool('bridge_status', {})).toContain('a wake is on its way to it')
})
