import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { curlOf, type TrafficDetail } from '../../../renderer/views/traffic/detail/curl.ts'
import { piecesOf, pretty } from '../../../renderer/views/traffic/detail/pretty.ts'
import { saidOf } from '../../../renderer/views/traffic/detail/said.ts'
import { aListedRow } from './a-row.ts'

const detail = (over: Partial<TrafficDetail> = {}): TrafficDetail => ({
  ...aListedRow({ seq: 1 }),
  request: {
    url: '/mcp',
    headers: [
      ['host', 'bridge.example'],
      ['authorization', 'Bearer ••••••'],
      ['x-note', "it's"],
    ],
    body: { text: `{"text":"it's"}`, bytes: 15, cut: false },
  },
  response: null,
  ...over,
})
const origins = { mcpUrl: 'https://bridge.example/mcp', localMcpUrl: 'http://127.0.0.1:7420/mcp' }

describe('a request as a curl command', () => {
  it('goes where it came in, with placeholders for secrets, and survives the shell', () => {
    const command = curlOf(detail(), origins) ?? ''
    const words = execFileSync('sh', ['-c', command.replace(/^curl/, `printf '%s\\n'`)], {
      encoding: 'utf8',
    })
    expect(words.split('\n').filter(Boolean)).toEqual([
      '-X',
      'POST',
      'https://bridge.example/mcp',
      '-H',
      'authorization: Bearer REDACTED',
      '-H',
      "x-note: it's",
      '--data-raw',
      `{"text":"it's"}`,
    ])
    expect(command).not.toContain('•')
    expect(curlOf(detail({ via: 'loopback' }), origins)).toContain("'http://127.0.0.1:7420/mcp'")
  })

  it('is not offered for what was no request, or cannot be sent again as it was', () => {
    expect(curlOf(detail({ request: null }), origins)).toBeUndefined()
    expect(curlOf(detail({ via: 'local' }), origins)).toBeUndefined()
    const { request } = detail()
    const cut = request && { ...request, body: { text: '{"a', bytes: 90_000, cut: true } }
    expect(curlOf(detail({ request: cut }), origins)).toBeUndefined()
  })
})

describe('a body', () => {
  it('of JSON, of events, of a form is laid out; anything else stays to the letter', () => {
    expect(pretty('{"a":[1]}').text).toBe('{\n  "a": [\n    1\n  ]\n}')
    expect(pretty('event: message\ndata: {"a":1}\n\n').text).toBe(
      'event: message\ndata: {\n  "a": 1\n}',
    )
    expect(pretty('grant_type=code&code=••••••').text).toBe('grant_type = code\ncode = ••••••')
    for (const text of ['{"a":', '<p>a=b</p>', 'https://a.example/?b=c', '']) {
      expect(pretty(text)).toEqual({ text, json: false })
    }
  })

  it('in pieces is the same text, with what was hidden marked', () => {
    const { text } = pretty('{"token":"••••••","n":-1.5,"ok":true,"q":"a\\"b: 1"}')
    const pieces = piecesOf(text)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.filter(({ kind }) => kind === 'hidden').map((piece) => piece.text)).toEqual([
      '"••••••"',
    ])
    expect(pieces.filter(({ kind }) => kind === 'value').map((piece) => piece.text)).toEqual([
      '-1.5',
      'true',
    ])
  })
})

it('what the bridge said about an error is found wherever the protocol puts it', () => {
  const said = { code: 'insufficient-scope', message: 'Not allowed.', next: 'Ask the owner.' }
  const bodies = [
    said,
    { error: said },
    { jsonrpc: '2.0', id: 1, error: { code: -32000, data: said } },
    { result: { isError: true, _meta: { 'drawbridge/error': said } } },
  ]
  for (const body of bodies) {
    const response = { headers: [], body: { text: JSON.stringify(body), bytes: 1, cut: false } }
    expect(saidOf(detail({ code: 'insufficient-scope', response }))).toEqual({
      message: 'Not allowed.',
      next: 'Ask the owner.',
    })
    expect(saidOf(detail({ code: 'internal', response }))).toBeUndefined()
  }
})
