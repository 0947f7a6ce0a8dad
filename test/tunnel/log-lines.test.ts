/** The reader of cloudflared's lines, against lines recorded from cloudflared 2026.8.2. */
import { describe, expect, test } from 'vitest'
import { createLineJoiner, readLine } from '../../main/bridge/tunnel/log-lines.ts'
import { redactLine } from '../../main/bridge/tunnel/redact-line.ts'

const at = '2026-11-21T07:31:28Z'
const recorded: Array<[line: string, meaning: object | null]> = [
  [
    `${at} INF Registered tunnel connection connIndex=0 connection=d2356e4f-eb3d-885c-a97f-5f27d78ffb6c event=0 ip=127.0.0.1 location=fak01 protocol=http2`,
    { kind: 'registered', protocol: 'http2', location: 'fak01', ip: '127.0.0.1' },
  ],
  [
    `${at} INF Registered tunnel connection connIndex=0 connection=d2356e4f-eb3d-885c-a97f-5f27d78ffb6c event=0 ip=2606:4700:a0::1 location=fra03 protocol=quic`,
    { kind: 'registered', protocol: 'quic', location: 'fra03', ip: '2606:4700:a0::1' },
  ],
  [
    `${at} ERR Register tunnel error from server side error="Unauthorized: Tunnel not found" connIndex=0 event=0 ip=127.0.0.1`,
    { kind: 'unauthorized', reason: 'Unauthorized: Tunnel not found' },
  ],
  // The same refusal, reported twice by cloudflared, counts once.
  [`${at} ERR failed to serve incoming request error="Unauthorized: Tunnel not found"`, null],
  [
    `${at} ERR initial tunnel connection failed error="Some permanent failure"`,
    { kind: 'refused', reason: 'Some permanent failure' },
  ],
  [
    `${at} ERR Register tunnel error from server side error="some transient" connIndex=0 event=0 ip=127.0.0.1`,
    null,
  ],
  [`${at} INF Lost connection with the edge connIndex=0`, { kind: 'lost' }],
  [
    `${at} ERR Connection terminated error="connection with edge closed" connIndex=0`,
    { kind: 'lost' },
  ],
  // In an orderly stop it has no error, and is no fault.
  [`${at} ERR Connection terminated connIndex=0`, null],
  [`${at} ERR no more connections active and exiting`, null],
  [
    `${at} ERR Failed to dial a quic connection error="failed to dial to edge with quic: timeout: no recent network activity" connIndex=0 event=0 ip=127.0.0.1`,
    { kind: 'quic-dial-failed' },
  ],
  [
    `${at} ERR Unable to establish connection with Cloudflare edge error="DialContext error: dial tcp 127.0.0.1:19999: connect: connection refused" connIndex=0 event=0 ip=127.0.0.1`,
    {
      kind: 'edge-dial-failed',
      reason: 'DialContext error: dial tcp 127.0.0.1:19999: connect: connection refused',
    },
  ],
  [
    'Could not lookup srv records on _v2-origintunneld._tcp.argotunnel.com: lookup _v2-origintunneld._tcp.argotunnel.com on 192.0.2.53:53: dial udp 192.0.2.53:53: connect: network is unreachable',
    { kind: 'edge-lookup-failed' },
  ],
  [
    `${at} INF Starting metrics server on 127.0.0.1:20999/metrics`,
    { kind: 'metrics', port: 20999 },
  ],
  [
    `${at} INF Generated Connector ID: e2008b8d-b9eb-44e0-ba90-7e0ff0d0a4cb`,
    { kind: 'connector', id: 'e2008b8d-b9eb-44e0-ba90-7e0ff0d0a4cb' },
  ],
  [`${at} INF Initiating graceful shutdown due to signal terminated ...`, { kind: 'stopping' }],
  ['Incorrect Usage. flag provided but not defined: -x', { kind: 'unknown-flag', flag: 'x' }],
  [
    "failed to unmarshal quick Tunnel: invalid character 'e' looking for beginning of value",
    {
      kind: 'quick-service-failed',
      reason:
        "failed to unmarshal quick Tunnel: invalid character 'e' looking for beginning of value",
    },
  ],
  [
    'failed to parse quick Tunnel ID: invalid UUID length: 0',
    {
      kind: 'quick-service-failed',
      reason: 'failed to parse quick Tunnel ID: invalid UUID length: 0',
    },
  ],
  ['Provided Tunnel token is not valid.', { kind: 'token-invalid' }],
  [
    'Error opening metrics server listener: listen tcp 127.0.0.1:20999: bind: address already in use',
    { kind: 'metrics-port-busy' },
  ],
  // The box proves nothing about reachability.
  [
    `${at} INF |  https://fake-words-for-test.trycloudflare.com                                             |`,
    null,
  ],
]

describe('a line', () => {
  test.each(recorded)('%s', (line, meaning) => {
    expect(readLine(line)).toEqual(meaning)
  })

  test('is whole even if it arrives byte by byte, with either line end, and without a last one', () => {
    const lines: string[] = []
    const joiner = createLineJoiner((line) => lines.push(line))
    for (const piece of 'first line\r\nsecond\n\nlast') joiner.push(piece)
    expect(lines).toEqual(['first line', 'second'])
    joiner.end()
    expect(lines).toEqual(['first line', 'second', 'last'])
  })

  test('is kept without secrets', () => {
    const token = Buffer.from('{"a":"tag","s":"secret","t":"id"}').toString('base64')
    const broker = 'http://127.0.0.1:9/AbC'
    const line = `token=${token} quick-service:${broker} id=6eed86e6-3359-4439-8561-e7e8c16730b7`
    expect(redactLine(line, [broker])).toBe(
      'token=***** quick-service:***** id=6eed86e6-3359-4439-8561-e7e8c16730b7',
    )
  })
})
