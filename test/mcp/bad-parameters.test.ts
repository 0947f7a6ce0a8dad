/** What a client with wrong parameters, or a batch where there are none, is told; in both eras and on the link. */
import { describe, expect, it } from 'vitest'
import { openMcpHost, type McpHost } from './mcp-host.ts'

const message = (method: string, params: unknown, id = 1) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})

async function post(host: McpHost, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(host.url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: 'Bearer claude',
      ...headers,
    },
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const modern = {
  _meta: {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  },
}

const wrong: [string, string, Record<string, unknown>, RegExp][] = [
  ['a list as address', 'resources/read', { uri: ['drawbridge://inbox/claude'] }, /uri/],
  ['no address', 'resources/read', {}, /uri/],
  ['a cursor that is null', 'tools/list', { cursor: null }, /cursor/],
  ['a number as name of a prompt', 'prompts/get', { name: 7 }, /name/],
]

describe('parameters of the wrong shape', () => {
  it.each([
    ...wrong,
    [
      'no clientInfo',
      'initialize',
      { protocolVersion: '2025-06-18', capabilities: {} },
      /clientInfo/,
    ] as (typeof wrong)[number],
  ])('%s: -32602 in words, in the initialize era', async (_what, method, params, named) => {
    const { body } = await post(await openMcpHost(), message(method, params))
    expect(body).toMatchObject({ id: 1, error: { code: -32602 } })
    const { message: text } = body['error'] as { message: string }
    expect(text).toMatch(named)
    expect(text).not.toMatch(/[[\]{}]|"code"/)
  })

  it.each(wrong)(
    '%s: -32602 in words, in the era of 2026',
    async (_what, method, params, named) => {
      const { body } = await post(await openMcpHost(), message(method, { ...modern, ...params }), {
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': method,
        ...(typeof params['name'] === 'number' && { 'mcp-name': String(params['name']) }),
      })
      expect(body).toMatchObject({ error: { code: expect.any(Number) as number } })
      const { message: text, code } = body['error'] as { message: string; code: number }
      // Headers that have to repeat a name or an address are compared first (-32020).
      expect([-32602, -32020]).toContain(code)
      if (code === -32602) expect(text).toMatch(named)
      expect(text).not.toMatch(/[[\]{}]|"code"/)
    },
  )
})

describe('a batch', () => {
  const two = [message('tools/list', {}, 1), message('prompts/list', {}, 2)]

  it.each(['2025-06-18', '2025-11-25', '2026-07-28', '2024-11-05'])(
    'is refused and not run under %s, which has none',
    async (version) => {
      const { status, body } = await post(await openMcpHost(), two, {
        'mcp-protocol-version': version,
      })
      expect(status).toBe(400)
      expect(body).toMatchObject({ id: null, error: { data: { code: 'malformed-request' } } })
    },
  )

  it('is refused when an initialize in it asks for a version without', async () => {
    const clientInfo = { name: 'test', version: '1' }
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo }
    const { status } = await post(await openMcpHost(), [message('initialize', params)])
    expect(status).toBe(400)
  })

  it.each<Record<string, string>>([{}, { 'mcp-protocol-version': '2025-03-26' }])(
    'is run in the one version that has them: %o',
    async (headers) => {
      const { status, body } = await post(await openMcpHost(), two, headers)
      expect(status).toBe(200)
      expect(body).toMatchObject([{ id: 1 }, { id: 2 }])
    },
  )
})
