/** /mcp over HTTP before the protocol: credentials, methods, pages of other sites, bodies. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openMcpHost, type McpHost } from './mcp-host.ts'

const call = (name: string, args: Record<string, unknown> = {}) =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } })

const post = (host: McpHost, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(host.url, {
    method: 'POST',
    body: body as BodyInit,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: 'Bearer claude',
      ...headers,
    },
  })

it('forbids every kind of answer to be taken for what it is not', async () => {
  const host = await openMcpHost()
  const wait = JSON.stringify({
    jsonrpc: '2.0',
    id: 2,
    method: 'tools/call',
    params: {
      name: 'wait_for_message',
      arguments: { timeout_seconds: 0 },
      _meta: { progressToken: 1 },
    },
  })
  const page = { origin: 'https://chatgpt.com' }
  const answers = await Promise.all([
    post(host, call('bridge_status')),
    post(host, call('bridge_status', { page: 1 }), page),
    post(host, wait),
    post(host, 'no JSON'),
    post(host, call('bridge_status'), { authorization: 'Bearer stranger' }),
    fetch(host.url),
    fetch(host.url, { method: 'OPTIONS', headers: page }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 400, 401, 401, 204])
  for (const { headers } of answers) expect(headers.get('x-content-type-options')).toBe('nosniff')
})

describe('without a valid access token', () => {
  it('answers POST with 401 and a challenge that names the resource metadata (RFC 9728 §5.1)', async () => {
    const host = await openMcpHost()
    const res = await fetch(host.url, { method: 'POST', body: call('bridge_status') })
    expect(res.status).toBe(401)
    expect(res.headers.get('www-authenticate')).toBe(
      `Bearer resource_metadata="${host.origin}/.well-known/oauth-protected-resource/mcp"`,
    )
    expect(await res.json()).toMatchObject({ code: 'token-missing', side: 'client' })
  })

  it.each(['GET', 'HEAD', 'DELETE'])('answers %s with 401 and the challenge', async (method) => {
    const host = await openMcpHost()
    const res = await fetch(host.url, { method })
    expect(res.status).toBe(401)
    expect(res.headers.get('www-authenticate')).toContain('resource_metadata=')
  })

  it('answers a bad token with error="invalid_token" (RFC 6750 §3.1)', async () => {
    const host = await openMcpHost()
    const res = await post(host, call('bridge_status'), { authorization: 'Bearer stranger' })
    expect(res.status).toBe(401)
    expect(res.headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect(await res.json()).toMatchObject({ error: 'invalid_token', code: 'token-invalid' })
  })

  it.each(['Basic Y2xhdWRl', 'Bearer', 'Bearer a b', 'claude', ''])(
    'does not take "%s" for a bearer token',
    async (authorization) => {
      const host = await openMcpHost()
      expect((await post(host, call('bridge_status'), { authorization })).status).toBe(401)
    },
  )

  it('does not read a body before it knows who sends it', async () => {
    const host = await openMcpHost()
    const port = Number(new URL(host.origin).port)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      let seen = ''
      socket.on('data', (data) => {
        seen += String(data)
      })
      socket.on('close', () => resolve(seen))
      socket.write(
        'POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n{',
      )
    })
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  })
})

describe('methods', () => {
  it.each(['GET', 'HEAD', 'DELETE', 'PUT'])('answers an authorized %s with 405', async (method) => {
    const host = await openMcpHost()
    const res = await fetch(host.url, { method, headers: { authorization: 'Bearer claude' } })
    expect(res.status).toBe(405)
    expect(res.headers.get('allow')).toBe('POST, OPTIONS')
  })
})

describe('pages of web sites (Origin)', () => {
  it.each(['https://chatgpt.com', 'https://claude.ai', 'https://claude.com'])(
    'admits %s and lets it read the challenge',
    async (origin) => {
      const host = await openMcpHost()
      const res = await post(host, call('bridge_status'), { origin })
      expect(res.status).toBe(200)
      expect(res.headers.get('access-control-allow-origin')).toBe(origin)
      expect(res.headers.get('access-control-expose-headers')).toContain('www-authenticate')
    },
  )

  it.each([
    'https://evil.example',
    'https://chatgpt.com.evil.example',
    'http://chatgpt.com',
    'https://evil.example:443',
    'null',
  ])('refuses %s even with a token', async (origin) => {
    const host = await openMcpHost()
    const res = await post(host, call('bridge_status'), { origin })
    expect(res.status).toBe(403)
    expect(res.headers.get('access-control-allow-origin')).toBeNull()
    expect(await res.json()).toMatchObject({ error: { data: { code: 'origin-refused' } } })
  })

  it('answers the preflight of an admitted page', async () => {
    const host = await openMcpHost()
    const res = await fetch(host.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://claude.ai', 'access-control-request-method': 'POST' },
    })
    expect(res.status).toBe(204)
    expect(res.headers.get('access-control-allow-headers')).toContain('authorization')
  })
})

describe('bodies', () => {
  it.each([
    ['not JSON', '{"jsonrpc":', 400],
    ['empty', '', 400],
    ['a bare number', '7', 400],
    ['null', 'null', 400],
    ['an empty batch', '[]', 400],
    ['no method', '{"jsonrpc":"2.0","id":1}', 400],
    ['wrong version', '{"jsonrpc":"1.0","id":1,"method":"ping"}', 400],
  ])('answers %s with a clear 4xx', async (_what, body, status) => {
    const host = await openMcpHost()
    const res = await post(host, body)
    expect(res.status).toBe(status)
    expect(await res.json()).toMatchObject({
      jsonrpc: '2.0',
      error: { message: expect.any(String) },
    })
  })

  it('answers bytes that are no UTF-8 with a 4xx', async () => {
    const host = await openMcpHost()
    const res = await post(host, new Uint8Array([0xff, 0xfe, 0x7b]))
    expect(res.status).toBe(400)
  })

  it('answers a deeply nested body without falling over', async () => {
    const host = await openMcpHost()
    const res = await post(host, '['.repeat(200_000))
    expect(res.status).toBe(400)
    expect((await post(host, call('bridge_status'))).status).toBe(200)
  })

  it('answers a body over the limit with 413 and loses nothing', async () => {
    const host = await openMcpHost()
    const res = await post(host, new Uint8Array(41 * 1024 * 1024)).catch(() => undefined)
    // The connection may be closed while the client still sends; either way nothing was done.
    if (res) expect(res.status).toBe(413)
    expect(host.conversation.counts().logEntries).toBe(0)
    expect((await post(host, call('bridge_status'))).status).toBe(200)
  })

  it('answers another content type with 415', async () => {
    const host = await openMcpHost()
    const res = await post(host, call('bridge_status'), { 'content-type': 'text/plain' })
    expect(res.status).toBe(415)
  })

  it('answers the initialize era with plain JSON, also to a client that accepts JSON only', async () => {
    const host = await openMcpHost()
    const res = await post(host, call('bridge_status'), { accept: 'application/json' })
    expect(res.headers.get('content-type')).toContain('application/json')
    expect(await res.json()).toMatchObject({
      id: 1,
      result: { structuredContent: { you: 'claude' } },
    })
  })
})

describe('permissions', () => {
  it('answers a missing scope with 403 insufficient_scope that names it (RFC 6750 §3.1)', async () => {
    const host = await openMcpHost()
    const res = await post(host, call('write_file', { name: 'a', content: 'b' }), {
      authorization: 'Bearer claude.messages_read',
    })
    expect(res.status).toBe(403)
    expect(res.headers.get('www-authenticate')).toContain('error="insufficient_scope"')
    expect(res.headers.get('www-authenticate')).toContain('scope="files:write"')
    expect(host.conversation.files()).toEqual([])
  })

  it('answers ChatGPT with the tool result that opens its sign-in instead', async () => {
    const host = await openMcpHost()
    const res = await post(host, call('write_file', { name: 'a', content: 'b' }), {
      authorization: 'Bearer chatgpt.messages_read',
    })
    expect(res.status).toBe(200)
    const { result } = (await res.json()) as { result: Record<string, unknown> }
    expect(result).toMatchObject({ isError: true })
    expect(result['_meta']).toMatchObject({
      'mcp/www_authenticate': [
        expect.stringMatching(/^Bearer error="insufficient_scope".*files:write/),
      ],
    })
    expect(host.conversation.files()).toEqual([])
  })

  it('checks every request of a batch', async () => {
    const host = await openMcpHost()
    const batch = `[${call('bridge_status')},${call('send_message', { to: 'chatgpt', message: 'x' })}]`
    const res = await post(host, batch, { authorization: 'Bearer claude.messages_read' })
    expect(res.status).toBe(403)
    expect(host.conversation.counts().logEntries).toBe(0)
  })

  it('ends a wait under way when the token is revoked, and the message stays unread', async () => {
    const host = await openMcpHost()
    const waiting = post(host, call('wait_for_message', { timeout_seconds: 30 })).then(
      () => 'answered',
      () => 'cut',
    )
    await expect.poll(() => host.running()).toBe(1)
    // A whole round trip later the first request is surely waiting.
    await post(host, call('bridge_status'))
    host.revoke('claude')
    await host.endpoint.recheck()
    expect(await waiting).toBe('cut')
    await host.conversation.send('owner', { to: ['claude'], text: 'not for a revoked client' })
    expect(host.conversation.counts().inboxes).toContainEqual(
      expect.objectContaining({ participant: 'claude', unread: 1 }),
    )
  })

  it('refuses a long batch', async () => {
    const host = await openMcpHost()
    const batch = `[${Array.from({ length: 11 }, () => call('bridge_status')).join(',')}]`
    expect((await post(host, batch)).status).toBe(400)
  })

  it('ends an open event stream when the token is revoked', async () => {
    const host = await openMcpHost()
    const res = await post(
      host,
      JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'subscriptions/listen',
        params: {
          notifications: { resourceSubscriptions: ['drawbridge://inbox/claude'] },
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            'io.modelcontextprotocol/clientCapabilities': {},
          },
        },
      }),
      { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' },
    )
    expect(res.headers.get('content-type')).toContain('text/event-stream')
    const ended = res.text().catch(() => 'cut')
    host.revoke('claude')
    await host.endpoint.recheck()
    await ended
    expect((await post(host, call('bridge_status'))).status).toBe(401)
  })
})
