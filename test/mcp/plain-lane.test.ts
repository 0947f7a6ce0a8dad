/**
 * The plain lane against the SDK: the same request to both, one thing changed at a time, and the same
 * answer from both, to the byte. `npm run mutate -- plain` takes each guard of the lane away and
 * expects this file to notice.
 */
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createMcpEndpoint } from '../../main/bridge/mcp/over-http/endpoint.ts'
import { createPlainLane } from '../../main/bridge/mcp/over-http/plain-lane.ts'
import { openMcpHost } from './mcp-host.ts'

const modern = '2026-07-28'
const claim = (name = 'probe') => ({
  'io.modelcontextprotocol/protocolVersion': modern,
  'io.modelcontextprotocol/clientInfo': { name, version: '1.0' },
  'io.modelcontextprotocol/clientCapabilities': { elicitation: {} },
})

type Json = Record<string, unknown>
interface Sent {
  headers: Json
  body: Json
}

const era2026 = (method: string, params: Json = {}): Sent => ({
  headers: {
    'mcp-protocol-version': modern,
    'mcp-method': method,
    ...(params['name'] !== undefined && { 'mcp-name': params['name'] }),
  },
  body: { jsonrpc: '2.0', id: 7, method, params: { ...params, _meta: claim() } },
})
const era2025 = (method: string, params?: Json, version = '2025-11-25'): Sent => ({
  headers: { 'mcp-protocol-version': version },
  body: { jsonrpc: '2.0', id: 'seven', method, ...(params && { params }) },
})

const params = ({ body }: Sent): Json => {
  if (typeof body['params'] !== 'object') body['params'] = {}
  return body['params'] as Json
}
const meta = (sent: Sent): Json => {
  const all = params(sent)
  all['_meta'] ??= {}
  return all['_meta'] as Json
}
/** Clients need not say who they are. */
function nameless(sent: Sent): Sent {
  delete meta(sent)['io.modelcontextprotocol/clientInfo']
  return sent
}

const inbox = { name: 'check_inbox', arguments: { mark_as_read: false } }
const plain: Record<string, Sent> = {
  'a call of 2026': era2026('tools/call', inbox),
  'a call of 2026 that fails': era2026('tools/call', { name: 'check_inbox', arguments: { x: 1 } }),
  'a call of 2026 without arguments': era2026('tools/call', { name: 'list_files' }),
  'a call of 2026 by a client without a name': nameless(era2026('tools/call', inbox)),
  'the tools of 2026': era2026('tools/list'),
  'the discovery of 2026': era2026('server/discover'),
  'a call of 2025': era2025('tools/call', inbox),
  'a call of 2025 that fails': era2025('tools/call', { name: 'read_file', arguments: {} }),
  'the tools of 2025': era2025('tools/list', {}),
  'the tools of 2024': era2025('tools/list', undefined, '2024-11-05'),
  'a ping of 2025': era2025('ping'),
}

/** One thing changed. */
const changes: Record<string, (sent: Sent) => void> = {
  nothing: () => {},
  'another protocol version': ({ headers }) => (headers['mcp-protocol-version'] = '2025-06-18'),
  'a version nobody knows': ({ headers }) => (headers['mcp-protocol-version'] = '2031-01-01'),
  'the version of the other era': ({ headers }) => {
    const { 'mcp-protocol-version': now } = headers
    headers['mcp-protocol-version'] = now === modern ? '2025-11-25' : modern
  },
  'no version': ({ headers }) => delete headers['mcp-protocol-version'],
  'another method in the header': ({ headers }) => (headers['mcp-method'] = 'prompts/list'),
  'no method in the header': ({ headers }) => delete headers['mcp-method'],
  'another tool in the header': ({ headers }) => (headers['mcp-name'] = 'bridge_status'),
  'no tool in the header': ({ headers }) => delete headers['mcp-name'],
  'the tool in the header twice': ({ headers }) => {
    const { 'mcp-name': name } = headers
    if (name !== undefined) headers['mcp-name'] = [name, name]
  },
  'an encoded tool in the header': ({ headers }) => {
    const { 'mcp-name': name } = headers
    if (typeof name !== 'string') return
    headers['mcp-name'] = `=?base64?${Buffer.from(name).toString('base64')}?=`
  },
  'a session': ({ headers }) => (headers['mcp-session-id'] = 'abc'),
  'an event id': ({ headers }) => (headers['last-event-id'] = '3'),
  'JSON alone accepted': ({ headers }) => (headers['accept'] = 'application/json'),
  'a charset': ({ headers }) => (headers['content-type'] = 'application/json; charset=utf-8'),
  'a page of ChatGPT': ({ headers }) => (headers['origin'] = 'https://chatgpt.com'),
  'an id that is null': ({ body }) => (body['id'] = null),
  'an id that is a fraction': ({ body }) => (body['id'] = 1.5),
  'an id that is an object': ({ body }) => (body['id'] = {}),
  'an id beyond exact numbers': ({ body }) => (body['id'] = 2 ** 60),
  'an id that is minus nought': ({ body }) => (body['id'] = -0),
  'an id that needs escaping': ({ body }) => (body['id'] = '"\\\u2028</script>'),
  'no id': ({ body }) => delete body['id'],
  'another jsonrpc': ({ body }) => (body['jsonrpc'] = '1.0'),
  'a key beside the message': ({ body }) => (body['extra'] = 1),
  'a result beside the method': ({ body }) => (body['result'] = {}),
  'an unknown method': ({ body }) => (body['method'] = 'tools/zap'),
  'a method of objects': ({ body }) => (body['method'] = 'constructor'),
  'parameters that are a list': ({ body }) => (body['params'] = []),
  'parameters that are null': ({ body }) => (body['params'] = null),
  'no parameters': ({ body }) => delete body['params'],
  'a cursor': (sent) => (params(sent)['cursor'] = 'x'),
  'a task': (sent) => (params(sent)['task'] = { ttl: 1 }),
  'a request state': (sent) => (params(sent)['requestState'] = 'x'),
  'a tool that does not exist': (sent) => rename(sent, 'no_such_tool'),
  'a tool named as objects have it': (sent) => rename(sent, 'toString'),
  'a tool whose name is a number': (sent) => (params(sent)['name'] = 3),
  'arguments that are a list': (sent) => (params(sent)['arguments'] = []),
  'arguments that are null': (sent) => (params(sent)['arguments'] = null),
  'arguments that are text': (sent) => (params(sent)['arguments'] = '{}'),
  'no meta': (sent) => delete params(sent)['_meta'],
  'a meta that is null': (sent) => (params(sent)['_meta'] = null),
  'a meta that is a list': (sent) => (params(sent)['_meta'] = []),
  'a progress token': (sent) => (meta(sent)['progressToken'] = 'p'),
  'a progress token that is a fraction': (sent) => (meta(sent)['progressToken'] = 0.5),
  'a progress token that is an object': (sent) => (meta(sent)['progressToken'] = {}),
  'something of the host': (sent) => (meta(sent)['host/tool-use'] = 'toolu_1'),
  'a related task': (sent) =>
    (meta(sent)['io.modelcontextprotocol/related-task'] = { taskId: 't' }),
  'a related task that is none': (sent) => (meta(sent)['io.modelcontextprotocol/related-task'] = 3),
  'a log level': (sent) => (meta(sent)['io.modelcontextprotocol/logLevel'] = 'debug'),
  'a log level that is none': (sent) => (meta(sent)['io.modelcontextprotocol/logLevel'] = 'loud'),
  'a claim of the version alone': (sent) => {
    params(sent)['_meta'] = { 'io.modelcontextprotocol/protocolVersion': modern }
  },
  'a claim of another version': (sent) => {
    meta(sent)['io.modelcontextprotocol/protocolVersion'] = '2027-01-01'
  },
  'a claim of an old version': (sent) => {
    meta(sent)['io.modelcontextprotocol/protocolVersion'] = '2025-11-25'
  },
  'a client without a name': (sent) => (meta(sent)['io.modelcontextprotocol/clientInfo'] = {}),
  'no client': (sent) => delete meta(sent)['io.modelcontextprotocol/clientInfo'],
  'a client that is null': (sent) => (meta(sent)['io.modelcontextprotocol/clientInfo'] = null),
  'a client that is text': (sent) => (meta(sent)['io.modelcontextprotocol/clientInfo'] = 'x'),
  'capabilities that are null': (sent) =>
    (meta(sent)['io.modelcontextprotocol/clientCapabilities'] = null),
  'capabilities of another shape': (sent) =>
    (meta(sent)['io.modelcontextprotocol/clientCapabilities'] = { roots: { listChanged: 'yes' } }),
}

function rename(sent: Sent, name: string): void {
  if (params(sent)['name'] === undefined) return
  params(sent)['name'] = name
  if (sent.headers['mcp-name'] !== undefined) sent.headers['mcp-name'] = name
}

async function openBoth() {
  const host = await openMcpHost()
  const alone = createMcpEndpoint(host.endpointDeps)
  const server = createServer(
    (req, res) => void alone.handle({ url: host.origin, kind: 'loopback' }, req, res),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    await alone.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const sdkUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
  const answered = vi.spyOn(host.plainLane, 'answer')
  return {
    host,
    answered,
    async compare(sent: Sent, text = JSON.stringify(sent.body)) {
      const [lane, sdk] = [await post(host.url, sent, text), await post(sdkUrl, sent, text)]
      expect(lane).toEqual(sdk)
      return lane
    },
  }
}

/** By node:http, because fetch joins and adds headers. */
function post(url: string, { headers }: Sent, text: string) {
  return new Promise<{ status: number; headers: Json; body: string }>((resolve, reject) => {
    const req = httpRequest(url, {
      method: 'POST',
      headers: {
        accept: 'application/json, text/event-stream',
        authorization: 'Bearer claude',
        'content-type': 'application/json',
        ...headers,
      },
    })
    req.once('error', reject)
    req.once('response', (res) => {
      let body = ''
      res.setEncoding('utf8').on('data', (piece: string) => (body += piece))
      res.once('end', () => {
        const { date: _date, ...rest } = res.headers
        resolve({ status: res.statusCode ?? 0, headers: rest, body })
      })
    })
    req.end(text)
  })
}

/** The same call once more: with the same id it would be the first one, which arrived twice. */
function again(base: Sent): Sent {
  const sent = structuredClone(base)
  Object.assign(sent.body as object, { id: 4_711 })
  return sent
}

describe.each(Object.entries(plain))('%s', (_what, base) => {
  it('is answered as the SDK answers it, whatever is changed', async () => {
    const { compare, answered } = await openBoth()
    // What the SDK has not answered once is not answered by the lane.
    await compare(structuredClone(base))
    await compare(again(base))
    expect(answered).toHaveBeenCalled()
    for (const [what, change] of Object.entries(changes)) {
      const sent = structuredClone(base)
      change(sent)
      await compare(sent).catch((cause: unknown) => {
        throw new Error(`With ${what}: ${String(cause)}`, { cause })
      })
    }
  })
})

it.each(['{"__proto__":{"limit":1}}', '{"__proto__":1}', '{"limit":1,"__proto__":{}}'])(
  'leaves to the SDK what an object of JSON can mean in two ways: arguments %s',
  async (input) => {
    const { compare, answered } = await openBoth()
    for (const base of [plain['a call of 2026'], plain['a call of 2025']]) {
      const text = JSON.stringify(base?.body).replace('{"mark_as_read":false}', input)
      await compare(base as Sent, text)
    }
    expect(answered).not.toHaveBeenCalled()
  },
)

it('streams the progress of a tool that waits, by the SDK', async () => {
  const { compare, answered } = await openBoth()
  const sent = era2025('tools/call', {
    name: 'wait_for_message',
    arguments: { timeout_seconds: 1 },
    _meta: { progressToken: 1 },
  })
  expect((await compare(sent)).headers['content-type']).toContain('text/event-stream')
  expect(answered).not.toHaveBeenCalled()
})

it('answers a client only once the SDK has taken what it claims of itself', async () => {
  const { host, compare, answered } = await openBoth()
  const base = plain['a call of 2026'] as Sent
  await compare(structuredClone(base))
  expect(answered).toHaveBeenCalledTimes(0)
  await compare(again(base))
  expect(answered).toHaveBeenCalledTimes(1)
  const another = structuredClone(base)
  params(another)['_meta'] = claim('another')
  await compare(another)
  expect(answered).toHaveBeenCalledTimes(1)
  host.revoke('claude')
  await compare(structuredClone(base))
  expect(answered).toHaveBeenCalledTimes(1)
})

it('remembers no more than 64 claims', async () => {
  const { host, answered } = await openBoth()
  for (let count = 0; count < 70; count += 1) {
    const sent = structuredClone(plain['a call of 2026'] as Sent)
    params(sent)['_meta'] = claim(`client ${count}`)
    await post(host.url, sent, JSON.stringify(sent.body))
  }
  answered.mockClear()
  for (const count of [0, 63, 64, 69]) {
    const sent = again(plain['a call of 2026'] as Sent)
    params(sent)['_meta'] = claim(`client ${count}`)
    await post(host.url, sent, JSON.stringify(sent.body))
  }
  expect(answered).toHaveBeenCalledTimes(2)
})

it('asks for the missing permission as the SDK lets it be asked', async () => {
  const { compare } = await openBoth()
  for (const token of ['claude.files_read', 'chatgpt.files_read']) {
    for (const base of [plain['a call of 2026'], plain['a call of 2025']]) {
      const sent = structuredClone(base as Sent)
      sent.headers['authorization'] = `Bearer ${token}`
      await compare(sent)
      await compare(sent)
    }
  }
})

it('answers a raised bridge as the SDK does', async () => {
  const { host, compare } = await openBoth()
  await compare(plain['a call of 2026'] as Sent)
  host.crossing.move('raised')
  for (const base of Object.values(plain)) await compare(structuredClone(base))
})

it('keeps no answer that was not a result', () => {
  const lane = createPlainLane({
    runTool: Object.assign(async () => ({ content: [] }), {
      knows: () => true,
      waits: () => false,
      seatOf: () => {
        throw new Error('No prompt is asked for here.')
      },
      enter: () => {
        throw new Error('Nothing is shown here.')
      },
    }),
    serverInfo: { name: 'x', title: 'x', version: '1' },
  })
  const call = {
    method: 'tools/list',
    id: 1,
    name: '',
    input: undefined,
    progress: false,
    envelope: '2025-11-25',
    era: 'initialize',
  } as const
  lane.learn(call, 500, '{"result":{},"jsonrpc":"2.0","id":1}')
  lane.learn(call, 200, '{"jsonrpc":"2.0","id":1,"error":{}}')
  lane.learn(call, 200, '{"result":{},"jsonrpc":"2.0","id":2}')
  expect(lane.takes(call)).toBe(false)
  lane.learn(call, 200, '{"result":{},"jsonrpc":"2.0","id":1}')
  expect(lane.takes(call)).toBe(true)
})
