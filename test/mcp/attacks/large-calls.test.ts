/**
 * What an approved client can make the bridge do with one call: arguments by the million, texts of
 * 30 MB where none belong, names that an answer would repeat. Counted in bytes, never by a clock.
 */
import { once } from 'node:events'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import { silentLog } from '../../../main/bridge/base/ports.ts'
import {
  createShapeMeter,
  deepest,
  isSmallShape,
  mostValues,
} from '../../../main/bridge/mcp/limits/json-shape.ts'
import { createLineGuard } from '../../../main/bridge/mcp/link/line-guard.ts'
import { createLocalLinks } from '../../../main/bridge/mcp/link/local-link.ts'
import { wire } from '../../fakes/wire.ts'
import { openMcpHost, type McpHost } from '../mcp-host.ts'

const rpc = (method: string, params: unknown, id: unknown = 1) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params })
const call = (name: string, args: unknown) => rpc('tools/call', { name, arguments: args })

const post = async (host: McpHost, body: string, token = 'claude') => {
  const res = await fetch(host.url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${token}`,
    },
  })
  return { status: res.status, text: await res.text() }
}

const many = (count: number): string =>
  `{${Array.from({ length: count }, (_, n) => `"unknown-${n}":1`).join()}}`

/** A call with text in place of its arguments. */
const callWith = (args: string): string =>
  call('check_inbox', 0).replace('"arguments":0', `"arguments":${args}`)

const parsed = (text: string): boolean =>
  vi.mocked(JSON.parse).mock.calls.some(([given]) => given === text)

describe('one call with unknown arguments', () => {
  it.each([11, 1_000, 9_000])('names ten of %i and is no longer for it', async (count) => {
    const host = await openMcpHost()
    const { text } = await post(host, callWith(many(count)))
    expect(text).toContain(`and ${count - 10} more`)
    expect(text).toContain('unknown-9')
    expect(text).not.toContain('unknown-10')
    expect(text.length).toBeLessThan(3_000)
  })

  it('with a name of 100 kB repeats its beginning only', async () => {
    const host = await openMcpHost()
    const { text } = await post(host, callWith(`{"${'n'.repeat(100_000)}":1}`))
    expect(text).toContain(`"${'n'.repeat(40)}…`)
    expect(text.length).toBeLessThan(3_000)
  })

  it('with thousands of wrong values names ten of them', async () => {
    const host = await openMcpHost()
    const { text } = await post(
      host,
      call('acknowledge', { ids: Array.from({ length: 200 }, () => ({})) }),
    )
    expect(text).toContain('and 190 more')
    expect(text.length).toBeLessThan(4_000)
  })
})

describe('a request that is costly to parse', () => {
  const costly: [string, string][] = [
    ['by millions of arguments', callWith(many(200_000))],
    ['by depth', callWith('['.repeat(50_000) + ']'.repeat(50_000))],
    ['by an endless list', callWith(`[${'1,'.repeat(200_000)}1]`)],
    ['by space without end', callWith(' '.repeat(1_100_000))],
  ]
  it.each(costly)('%s is refused without being parsed', async (_what, body) => {
    const host = await openMcpHost()
    const parse = vi.spyOn(JSON, 'parse')
    onTestFinished(() => parse.mockRestore())
    const { status, text } = await post(host, body)
    expect(parsed(body)).toBe(false)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).toMatch(/malformed-request|body-too-large/)
    expect(text.length).toBeLessThan(2_000)
  })

  it('is not read further than to the value too many', () => {
    const meter = createShapeMeter()
    expect(meter.add(Buffer.from('[1'))).toBeUndefined()
    expect(meter.add(Buffer.from(',1'.repeat(1_000_000)))).toContain(`${mostValues} values`)
    expect(meter.seen()).toBeLessThan(2 * mostValues + 10)
    const deep = createShapeMeter()
    expect(deep.add(Buffer.from('['.repeat(1_000_000)))).toContain('deep')
    expect(deep.seen()).toBe(deepest + 1)
  })

  it('is refused in one piece as in many, however small the text', async () => {
    const host = await openMcpHost()
    const nested = callWith(`{"x":${'['.repeat(deepest + 1)}${']'.repeat(deepest + 1)}}`)
    expect(isSmallShape(Buffer.from(nested))).toBe(false)
    expect(await post(host, nested)).toMatchObject({ status: 400 })
    const long = `[1${',1'.repeat(mostValues)}]`
    expect(isSmallShape(Buffer.from(long))).toBe(false)
    expect(isSmallShape(Buffer.from(callWith('{}')))).toBe(true)
  })

  it('is not taken for one by what stands in strings, wherever the pieces are cut', () => {
    const text = JSON.stringify({ content: '\\",[{'.repeat(20_000), 'k"\\': ['\\', '"'] })
    for (const length of [1, 2, 3, 7, text.length]) {
      const meter = createShapeMeter()
      for (let at = 0; at < text.length; at += length) {
        expect(meter.add(Buffer.from(text.slice(at, at + length)))).toBeUndefined()
      }
      expect(meter.seen()).toBe(Buffer.byteLength(text))
    }
  })

  it('by a batch is refused like any other', async () => {
    const host = await openMcpHost()
    const one = callWith(many(3_000))
    const { status, text } = await post(host, `[${[one, one, one, one].join()}]`)
    expect(status).toBe(400)
    expect(text.length).toBeLessThan(2_000)
  })
})

describe('a body of megabytes', () => {
  const big = 'x'.repeat(2 * 1024 * 1024)

  it.each([
    ['a message', call('send_message', { to: 'chatgpt', message: big })],
    ['an unknown tool', call('no_such_tool', { content: big })],
    ['a resource', rpc('resources/read', { uri: `drawbridge://file/${big}` })],
    ['a prompt', rpc('prompts/get', { name: 'work_together', arguments: { task: big } })],
    [
      'a batch that holds one file',
      `[${call('write_file', { name: 'a', content: '' })},${call('send_message', { message: big })}]`,
    ],
    [
      'a message that only mentions the tool',
      call('send_message', { message: `"write_file"${big}`, a: ['write_file'] }),
    ],
  ])('is refused for %s', async (_what, body) => {
    const host = await openMcpHost()
    const { status, text } = await post(host, body)
    expect(status).toBe(413)
    expect(text).toContain('body-too-large')
    expect(text.length).toBeLessThan(2_000)
  })

  it('is taken for a file, wherever its name stands', async () => {
    const host = await openMcpHost()
    const args = { name: 'big.txt', content: big }
    expect((await post(host, call('write_file', args))).text).toContain('big.txt')
    const late = rpc('tools/call', {
      arguments: { name: 'late.txt', content: big },
      name: 'write_file',
    })
    expect((await post(host, late)).text).toContain('late.txt')
    expect(host.conversation.files().map(({ size }) => size)).toEqual([big.length, big.length])
  })

  it('is refused for a file, too, where the client may write none', async () => {
    const host = await openMcpHost()
    const body = call('write_file', { name: 'big.txt', content: big })
    expect((await post(host, body, 'claude.files_read')).status).toBe(413)
  })
})

describe('a name that an answer would repeat', () => {
  const long = 'n'.repeat(500_000)
  it.each([
    ['id', rpc('tools/list', {}, long)],
    ['method', rpc(long, {})],
    ['tool', call(long, {})],
    ['prompt', rpc('prompts/get', { name: long })],
    ['uri', rpc('resources/read', { uri: `drawbridge://thread/${long}` })],
    ['cursor', rpc('tools/list', { cursor: long })],
    ['protocol version', rpc('initialize', { protocolVersion: long })],
    ['progress token', rpc('tools/call', { name: 'check_inbox', _meta: { progressToken: long } })],
    [
      'protocol version of 2026',
      rpc('tools/list', { _meta: { 'io.modelcontextprotocol/protocolVersion': long } }),
    ],
    ['one of a batch', `[${rpc('tools/list', {}, long)}]`],
  ])('is not repeated: %s', async (_what, body) => {
    const host = await openMcpHost()
    const { status, text } = await post(host, body)
    expect(status).toBe(400)
    expect(text.length).toBeLessThan(2_000)
  })

  it('has an end in every error of the catalogue', () => {
    const error = new BridgeError('invalid-input', { problem: long })
    expect(JSON.stringify(error.answer()).length).toBeLessThan(3_000)
  })
})

describe('a local link', () => {
  const limits = { small: 10_000, large: 1_000_000, largeTools: ['write_file'] }
  const guard = () => {
    const reasons: string[] = []
    const passed: string[] = []
    const through = createLineGuard(
      () => limits,
      (reason) => reasons.push(reason),
    )
    through.on('data', (line: Buffer) => passed.push(line.toString()))
    return { through, reasons, passed }
  }

  it.each([
    ['millions of arguments', `${callWith(many(100_000))}\n`, 'values'],
    ['no end of depth', '['.repeat(1_000), 'deep'],
    [
      'a large message',
      `${call('send_message', { message: 'x'.repeat(20_000) })}\n`,
      'larger than',
    ],
    ['a line without end', 'x'.repeat(1_100_000), 'larger than'],
    ['a string without end', `"${'x'.repeat(1_100_000)}`, 'larger than'],
  ])('that sends %s is ended before anything of it is parsed', async (_what, text, reason) => {
    const { through, reasons, passed } = guard()
    for (let at = 0; at < text.length; at += 4_096) through.write(text.slice(at, at + 4_096))
    through.end('{"after":1}\n')
    await once(through, 'end')
    expect(reasons).toEqual([expect.stringContaining(reason)])
    expect(passed).toEqual([])
  })

  it('gets each line whole, however it was cut, and a large one for a file', async () => {
    const { through, reasons, passed } = guard()
    const lines = [
      '{"a":1}\n',
      '\n',
      `${call('write_file', { name: 'a', content: 'x'.repeat(500_000) })}\n`,
      '{"b":2}\n',
    ]
    const text = lines.join('')
    for (let at = 0; at < text.length; at += 1_000) through.write(text.slice(at, at + 1_000))
    through.end('{"last":')
    await once(through, 'end')
    expect(passed).toEqual([...lines, '{"last":'])
    expect(reasons).toEqual([])
  })

  it('is closed with the reason in the log, and a long name is not repeated on it', async () => {
    const { makeServer, conversation } = await openMcpHost()
    const warnings: unknown[] = []
    const links = createLocalLinks({
      makeServer,
      conversation,
      requestLimits: () => limits,
      log: { ...silentLog, warn: (event, fields) => warnings.push([event, fields]) },
    })
    onTestFinished(() => links.close())
    const [theirs, ours] = wire()
    links.serve(ours, 'claude')
    theirs.write(`${rpc('tools/list', {}, 'n'.repeat(5_000))}\n`)
    const [answer] = (await once(theirs, 'data')) as [Buffer]
    expect(answer.toString()).toContain('\\"id\\" is longer than')
    expect(answer.length).toBeLessThan(1_000)
    const closed = once(ours, 'close')
    theirs.write(`${callWith(many(20_000))}\n`)
    await closed
    expect(warnings).toEqual([['link.refused', expect.objectContaining({ participant: 'claude' })]])
  })
})
