/**
 * What the supervisor relies on in cloudflared itself. The same tests run on the double and, where
 * DRAWBRIDGE_TEST_CLOUDFLARED names one, on a real cloudflared: so the double stays honest. Nothing
 * here talks to the internet; the edge is a closed loopback port.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFactCollector } from '../../main/bridge/tunnel/child-facts.ts'
import { connectorToken } from '../../main/bridge/tunnel/launch.ts'
import { readIdentity, readReady } from '../../main/bridge/tunnel/metrics.ts'
import { programVersion } from '../../main/bridge/tunnel/program-version.ts'
import { listen, portOf, shut } from '../fakes/cloudflared/listening.ts'
import { fakeCloudflared, until } from './tunnel-world.ts'

const real = process.env['DRAWBRIDGE_TEST_CLOUDFLARED']
const tunnelId = '6eed86e6-3359-4439-8561-e7e8c16730b7'
const result = {
  id: tunnelId,
  name: 'qt-1',
  hostname: 'fake-words-for-test.trycloudflare.com',
  account_tag: 'f'.repeat(32),
  secret: Buffer.alloc(32, 7).toString('base64'),
}

interface Asked {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}

let home: string
let quick: Server
let asked: Asked[]
let answer: { status: number; body: string }
let closedPort: number
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drawbridge-contract-'))
  asked = []
  answer = { status: 200, body: JSON.stringify({ success: true, result, errors: [] }) }
  quick = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk) => (body += String(chunk)))
    req.on('end', () => {
      asked.push({ method: req.method ?? '', url: req.url ?? '', headers: req.headers, body })
      res.writeHead(answer.status).end(answer.body)
    })
  })
  await listen(quick)
  const other = createServer()
  await listen(other)
  closedPort = portOf(other)
  await shut(other)
  await writeFile(join(home, 'own.json'), '{}\n')
})
afterEach(async () => {
  await shut(quick)
  await rm(home, { recursive: true, force: true })
})

describe.each([
  ['the double', fakeCloudflared],
  ['a real cloudflared', real],
])('%s', (_name, binary) => {
  const check = test.skipIf(binary === undefined)

  function run(args: string[], env: Record<string, string> = {}) {
    const child = spawn(binary ?? '', args, {
      env: {
        PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
        HOME: home,
        FAKE_EDGE: String(closedPort),
        ...env,
      },
    })
    const collector = createFactCollector({ now: () => Date.now(), secrets: [], onFact: () => {} })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk
      collector.push(chunk)
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => collector.push(chunk))
    return {
      child,
      facts: collector.facts,
      text: () => collector.lines().join('\n'),
      stdout: () => stdout,
      async exit() {
        if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
        collector.end()
        return child.exitCode
      },
    }
  }
  const edge = () => ['--edge', `127.0.0.1:${closedPort}`, '--edge', `127.0.0.1:${closedPort}`]
  const common = () =>
    ['tunnel', '--config', join(home, 'own.json'), '--no-autoupdate', '--no-prechecks'].concat(
      ['--metrics', '127.0.0.1:0', '--protocol', 'http2', '--loglevel', 'info'],
      edge(),
    )
  const quickArgs = () =>
    common().concat(
      ['--quick-service', `http://127.0.0.1:${portOf(quick)}/secret-path`],
      ['--url', 'http://127.0.0.1:18080'],
    )

  check('says its version', async () => {
    expect(await programVersion(spawn, binary ?? '')).toMatch(/^\d{4}\.\d+\.\d+$/)
  })

  check(
    'asks the quick service: POST, under the path prefix, empty body, not through a proxy',
    async () => {
      const { child, exit } = run(quickArgs(), {
        HTTP_PROXY: 'http://127.0.0.1:1',
        http_proxy: 'http://127.0.0.1:1',
      })
      const request = await until(() => asked[0])
      expect(request).toMatchObject({ method: 'POST', url: '/secret-path/tunnel', body: '' })
      expect(request.headers).toMatchObject({
        'content-type': 'application/json',
        'content-length': '0',
      })
      expect(request.headers['user-agent']).toMatch(/^cloudflared\//)
      child.kill('SIGTERM')
      await exit()
    },
  )

  check(
    'without an edge it goes on trying; its metrics tell who it is; SIGTERM ends it with 0',
    async () => {
      const { child, facts, text, stdout, exit } = run(quickArgs())
      const port = await until(() => facts.metricsPort)
      await until(() => /Retrying connection/.test(text()))
      expect(await readReady(port)).toBe(false)
      expect(await readIdentity(port)).toEqual({
        tunnelId,
        connectorId: facts.connectorId,
        service: 'http://127.0.0.1:18080',
      })
      expect(text()).toContain('https://fake-words-for-test.trycloudflare.com')
      child.kill('SIGTERM')
      expect(await exit()).toBe(0)
      expect(facts).toMatchObject({ stopping: true, everRegistered: false })
      expect(stdout()).toBe('')
    },
  )

  check("our own empty configuration keeps the user's out", async () => {
    await mkdir(join(home, '.cloudflared'))
    const theirs = 'loglevel: error\ningress:\n  - service: http://localhost:9999\n'
    await writeFile(join(home, '.cloudflared', 'config.yml'), theirs)
    const { child, facts, exit } = run(quickArgs())
    const port = await until(() => facts.metricsPort)
    expect((await until(() => readIdentity(port))).service).toBe('http://127.0.0.1:18080')
    child.kill('SIGTERM')
    await exit()
  })

  check(
    'a token in the environment opens that tunnel, is masked, and needs no quick service',
    async () => {
      const token = connectorToken({
        accountTag: result.account_tag,
        secret: result.secret,
        tunnelId,
      })
      const args = [...common(), '--ha-connections', '1', 'run', '--url', 'http://127.0.0.1:18080']
      const { child, facts, text, exit } = run(args, { TUNNEL_TOKEN: token })
      const port = await until(() => facts.metricsPort)
      expect((await until(() => readIdentity(port))).tunnelId).toBe(tunnelId)
      expect(text()).toContain(`Starting tunnel tunnelID=${tunnelId}`)
      expect(text()).not.toContain(result.secret)
      expect(asked).toEqual([])
      child.kill('SIGTERM')
      expect(await exit()).toBe(0)
    },
  )

  check.each([
    [429, 'error code: 1015', /failed to unmarshal quick Tunnel|status 429/],
    [
      429,
      '{"success":false,"errors":[{"code":1015}]}',
      /failed to parse quick Tunnel ID|status 429/,
    ],
    [500, '<html>err</html>', /failed to unmarshal quick Tunnel|status 500/],
    [200, '', /failed to unmarshal quick Tunnel/],
  ])('ends with 1 when the quick service answers %i %j', async (status, body, says) => {
    answer = { status, body }
    const { text, exit } = run(quickArgs())
    expect(await exit()).toBe(1)
    expect(text()).toMatch(says)
    expect(asked).toHaveLength(1)
  })

  check('an unknown flag: usage on stdout, and exit 0', async () => {
    const { facts, stdout, exit } = run([
      'tunnel',
      '--no-such-flag',
      '--url',
      'http://127.0.0.1:18080',
    ])
    expect(await exit()).toBe(0)
    expect(stdout()).toContain('Incorrect Usage')
    expect(facts.unknownFlag).toBe('no-such-flag')
  })

  check('a token that is none: exit 255', async () => {
    const { facts, exit } = run([...common(), 'run', '--url', 'http://127.0.0.1:18080'], {
      TUNNEL_TOKEN: 'rubbish',
    })
    expect(await exit()).toBe(255)
    expect(facts.tokenInvalid).toBe(true)
  })

  check('a metrics port that is taken: exit 1, and it says so', async () => {
    const args = quickArgs().map((arg) =>
      arg === '127.0.0.1:0' ? `127.0.0.1:${portOf(quick)}` : arg,
    )
    const { facts, exit } = run(args)
    expect(await exit()).toBe(1)
    expect(facts.metricsPortBusy).toBe(true)
  })
})

test.skipIf(real !== undefined)(
  'the real cloudflared was not given: set DRAWBRIDGE_TEST_CLOUDFLARED to its path',
  ({ skip }) => {
    skip('DRAWBRIDGE_TEST_CLOUDFLARED is not set')
  },
)
