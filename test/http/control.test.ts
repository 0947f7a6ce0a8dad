import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createControlListener,
  type ControlLimits,
  type ControlListener,
} from '../../main/bridge/http/control.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { failureSchema } from '../../main/contract.ts'
import { createFakeControl, type FakeControl } from '../fakes/fake-control.ts'

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

let folder: string
let now: number
let control: FakeControl
let listener: ControlListener
let port: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-control-'))
  await mkdir(join(folder, 'out/assets'), { recursive: true })
  await writeFile(join(folder, 'out/index.html'), '<!doctype html><title>panel</title>')
  await writeFile(join(folder, 'out/assets/main-abc.js'), 'export {}')
  await writeFile(join(folder, 'out/notes.txt'), 'not a type the panel has')
  await writeFile(join(folder, 'secret.json'), '{"secret":true}')
  now = Date.now()
  control = createFakeControl()
  listener = listen(join(folder, 'out'))
  port = Number(new URL((await listener.start()).url).port)
})

afterEach(async () => {
  await listener.stop()
  await rm(folder, { recursive: true })
})

const listen = (
  rendererDir: string,
  onPort = 0,
  limits: Partial<ControlLimits> = {},
): ControlListener =>
  createControlListener({
    control,
    rendererDir,
    limits,
    port: onPort,
    requestLimitBytes: 40 * 1024 * 1024,
    log: silentLog,
    clock: { now: () => now },
  })

/** Sends exactly what is said: the path is not normalised and any header can be set. */
function send(
  method: string,
  path: string,
  headers: OutgoingHttpHeaders = {},
  body?: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      )
    })
    outgoing.end(body)
  })
}

const launchPath = (): string => {
  const url = new URL(listener.launchUrl())
  return url.pathname + url.search
}

/** What the panel sends: the cookie, and the secret that only its own address can read. */
type Panel = Record<'cookie' | 'x-drawbridge-panel', string>

const panelFrom = (entered: Answer): Panel => ({
  cookie: entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
  'x-drawbridge-panel': /data-secret="([\w-]+)"/.exec(entered.text)?.[1] ?? '',
})

const signIn = async (): Promise<Panel> => panelFrom(await send('GET', launchPath()))

const json = { 'content-type': 'application/json' }
const call = (method: string, headers: OutgoingHttpHeaders, body = '{}'): Promise<Answer> =>
  send('POST', `/api/${method}`, { ...json, ...headers }, body)
const failure = (answer: Answer) => failureSchema.parse(JSON.parse(answer.text))

describe('the launch link', () => {
  it('gives the browser an HttpOnly, SameSite=Strict cookie and moves on without a redirect', async () => {
    const answer = await send('GET', launchPath())
    expect(answer.status).toBe(200)
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^drawbridge-panel-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
      ),
    ])
    expect(answer.text).toContain('http-equiv="refresh" content="0;url=/"')
  })

  it('leads to the place in the panel that it names, also once it is used', async () => {
    const path = `${launchPath()}&go=talks/t12`
    const first = await send('GET', path)
    expect(first.text).toContain('http-equiv="refresh" content="0;url=/#talks/t12"')
    expect(first.text).toContain('<a href="/#talks/t12">')
    const again = await send('GET', path, { cookie: panelFrom(first).cookie })
    expect(again.text).toContain('content="0;url=/#talks/t12"')
  })

  it.each([
    '//evil.example',
    'https:%2F%2Fevil.example',
    'talks/%22%3E%3Cscript%3E',
    'talks/t1;url=/x',
    'talks/a/b/c/d',
    `talks/${'t'.repeat(200)}`,
    'TALKS',
    '',
  ])('leads to the panel alone for %s, which is no place', async (go) => {
    const answer = await send('GET', `${launchPath()}&go=${go}`)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('http-equiv="refresh" content="0;url=/"')
    expect(answer.text).not.toMatch(/evil|<script>/)
  })

  it('hands the page secret over once: a stolen cookie does not get it by the used link', async () => {
    const path = launchPath()
    const first = panelFrom(await send('GET', path))
    expect(first['x-drawbridge-panel']).toMatch(/^[\w-]{43}$/)
    expect(first.cookie).not.toContain(first['x-drawbridge-panel'])
    const again = await send('GET', path, { cookie: first.cookie })
    expect(again.status).toBe(200)
    expect(again.text).not.toContain('data-secret')
    expect(again.text).not.toContain(first['x-drawbridge-panel'])
  })

  it('works once', async () => {
    const path = launchPath()
    await send('GET', path)
    const again = await send('GET', path)
    expect(again.status).toBe(410)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.text).toContain('drawbridge panel')
  })

  it('leads a browser that is already signed in to the panel, used or not', async () => {
    const path = launchPath()
    const { cookie } = panelFrom(await send('GET', path))
    expect((await send('GET', path, { cookie })).status).toBe(200)
  })

  it('expires', async () => {
    const path = launchPath()
    now += 16 * 60_000
    expect((await send('GET', path)).status).toBe(410)
  })

  it('is not used up by a HEAD or a prefetch', async () => {
    const path = launchPath()
    expect((await send('HEAD', path)).status).toBe(405)
    expect((await send('GET', path, { 'sec-purpose': 'prefetch' })).status).toBe(503)
    expect((await send('GET', path)).status).toBe(200)
  })

  it('refuses a token that was never given out', async () => {
    expect((await send('GET', '/launch?token=aaaa')).status).toBe(410)
    expect((await send('GET', '/launch')).status).toBe(410)
  })
})

const doors: [method: string, path: string][] = [
  ['POST', '/api/status.get'],
  ['POST', '/api/panel.link'],
  ['GET', '/events'],
]

/** Whether the door stays shut: 401 and the way to a fresh link. */
async function expectSignedOut(
  [method, path]: [method: string, path: string],
  headers: OutgoingHttpHeaders,
) {
  const body = method === 'POST' ? '{}' : undefined
  const answer = await send(method, path, { ...json, ...headers }, body)
  expect(answer.status).toBe(401)
  expect(failure(answer)).toMatchObject({
    code: 'panel-signed-out',
    next: expect.stringContaining('drawbridge panel'),
  })
}

describe.each(doors)('%s %s', (...door) => {
  it('without anything is 401 and says how to get a link', async () => {
    await signIn()
    await expectSignedOut(door, {})
  })

  it('with the cookie alone is 401: other ports receive it (RFC 6265 §8.5)', async () => {
    const { cookie } = await signIn()
    await expectSignedOut(door, { cookie })
    for (const wrong of ['', 'wrong', 'a'.repeat(43), cookie.split('=')[1]]) {
      await expectSignedOut(door, { cookie, 'x-drawbridge-panel': wrong })
    }
  })

  it('with the page secret alone is 401', async () => {
    const { 'x-drawbridge-panel': page } = await signIn()
    await expectSignedOut(door, { 'x-drawbridge-panel': page })
    for (const wrong of ['', 'wrong', 'a'.repeat(43), page]) {
      const cookie = `drawbridge-panel-${port}=${wrong}`
      await expectSignedOut(door, { cookie, 'x-drawbridge-panel': page })
    }
  })

  it('with the two secrets of different sessions is 401', async () => {
    const [first, second] = [await signIn(), await signIn()]
    await expectSignedOut(door, { ...second, cookie: first.cookie })
    await expectSignedOut(door, { ...first, cookie: second.cookie })
  })
})

describe('the session', () => {
  it('of an earlier run gets a page that explains, not the panel', async () => {
    const panel = await signIn()
    await listener.stop()
    listener = listen(join(folder, 'out'), port)
    await listener.start()
    const answer = await send('GET', '/', panel)
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('Open a fresh link')
    await expectSignedOut(['POST', '/api/status.get'], panel)
  })

  it('lets two browsers in side by side', async () => {
    const [first, second] = [await signIn(), await signIn()]
    expect(first).not.toEqual(second)
    expect((await call('status.get', first)).status).toBe(200)
    expect((await call('status.get', second)).status).toBe(200)
  })

  it('is found beside a cookie of the same name that another port has set', async () => {
    const panel = await signIn()
    const cookie = `drawbridge-panel-${port}=theirs; ${panel.cookie}`
    expect((await call('status.get', { ...panel, cookie })).status).toBe(200)
  })

  it('is forgotten after a week without use', async () => {
    const panel = await signIn()
    now += 6 * 24 * 3_600_000
    expect((await call('status.get', panel)).status).toBe(200)
    now += 8 * 24 * 3_600_000
    expect((await call('status.get', panel)).status).toBe(401)
  })

  it('is not kept alive by the cookie alone', async () => {
    const panel = await signIn()
    now += 6 * 24 * 3_600_000
    expect((await send('GET', '/', { cookie: panel.cookie })).status).toBe(200)
    now += 2 * 24 * 3_600_000
    expect((await call('status.get', panel)).status).toBe(401)
  })
})

describe('the sender', () => {
  it.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1',
    'localhost',
    'localhost.evil.example',
    '[::1]',
  ])('under the Host %s is refused with 421 (DNS rebinding)', async (host) => {
    const answer = await call('status.get', { ...(await signIn()), host })
    expect(answer.status).toBe(421)
    expect(failure(answer).code).toBe('unknown-origin')
  })

  it.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1:1',
    'http://127.0.0.1',
    'https://localhost',
  ])('from the Origin %s is refused with 403, cookie or not', async (origin) => {
    const answer = await call('status.get', { ...(await signIn()), origin })
    expect(answer.status).toBe(403)
    expect(failure(answer).code).toBe('origin-refused')
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  it.each(['cross-site', 'same-site'])('that the browser calls %s is refused', async (site) => {
    const panel = await signIn()
    const headers = { ...panel, 'sec-fetch-site': site }
    expect((await call('status.get', headers)).status).toBe(403)
    expect((await send('GET', '/events', headers)).status).toBe(403)
  })

  it('gets no CORS preflight answered', async () => {
    const answer = await send('OPTIONS', '/api/status.get', await signIn())
    expect(answer.status).toBe(405)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    )
  })
})

describe('a call', () => {
  it('answers with what the control face returned', async () => {
    const answer = await call('status.get', await signIn())
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toMatchObject({ mcpUrl: 'http://127.0.0.1:7420/mcp' })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'with the Content-Type "%s" is 415: a form cannot forge it',
    async (type) => {
      const answer = await call('status.get', { ...(await signIn()), 'content-type': type })
      expect(answer.status).toBe(415)
    },
  )

  it('to an unknown method is 404, also when the name is one of Object', async () => {
    const panel = await signIn()
    for (const name of ['nothing.here', 'constructor', '__proto__', '']) {
      const answer = await call(name, panel)
      expect(answer.status).toBe(404)
      expect(failure(answer).code).toBe('unknown-method')
    }
  })

  it('by GET is 405', async () => {
    expect((await send('GET', '/api/status.get', await signIn())).status).toBe(405)
  })

  it('with a body that is not JSON is 400', async () => {
    const answer = await call('status.get', await signIn(), '{"a":')
    expect(failure(answer).code).toBe('malformed-request')
  })

  it('that the bridge refuses carries the code and the next step', async () => {
    const answer = await call('approvals.deny', await signIn(), '{"number":"1"}')
    expect(answer.status).toBe(404)
    expect(failure(answer)).toMatchObject({ code: 'unknown-approval', side: 'owner' })
  })

  it('that fails inside tells no detail', async () => {
    control.invoke = () => Promise.reject(new Error('the secret is 42'))
    const answer = await call('status.get', await signIn())
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('42')
  })

  it('larger than 40 MiB is 413, with a length announced or not', async () => {
    const panel = await signIn()
    const body = Buffer.alloc(40 * 1024 * 1024 + 1, 32)
    const known = await send('POST', '/api/status.get', { ...json, ...panel }, body)
    expect(failure(known).code).toBe('body-too-large')
    const chunked = { ...json, ...panel, 'transfer-encoding': 'chunked' }
    expect((await send('POST', '/api/status.get', chunked, body)).status).toBe(413)
  })
})

describe('the files', () => {
  it('are served with a policy that allows nothing from elsewhere', async () => {
    const answer = await send('GET', '/', await signIn())
    expect(answer.text).toContain('panel')
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self';"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    })
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it('are cached by content: 304 for the same, for good when the name carries a hash', async () => {
    const panel = await signIn()
    const script = await send('GET', '/assets/main-abc.js', panel)
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(script.headers['cache-control']).toContain('immutable')
    const etag = (await send('GET', '/', panel)).headers.etag ?? ''
    expect((await send('GET', '/', { ...panel, 'if-none-match': etag })).status).toBe(304)
  })

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/../../secret.json',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.json',
    '/..\\secret.json',
    '//secret.json',
    '/notes.txt',
    '/secret.json%00.html',
  ])('%s reaches nothing', async (path) => {
    const answer = await send('GET', path, await signIn())
    expect(answer.status).toBe(404)
    expect(answer.text).not.toContain('"secret":true')
  })

  it('a target that is a whole URL is refused', async () => {
    const answer = await send('GET', 'http://evil.example/', await signIn())
    expect(answer.status).toBe(400)
  })

  it('that were never built are a page that says how to', async () => {
    await listener.stop()
    listener = listen(join(folder, 'nowhere'))
    port = Number(new URL((await listener.start()).url).port)
    const answer = await send('GET', '/', await signIn())
    expect(answer.status).toBe(503)
    expect(answer.text).toContain('npm run build')
  })
})

describe('the events', () => {
  /** Collects the text of an open stream; `next` waits until it matches. */
  async function open(panel: Panel) {
    const outgoing = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/events',
      headers: { ...panel },
    })
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.on('response', resolve).on('error', reject).end()
    })
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => (text += chunk))
    return {
      response,
      text: () => text,
      heartbeats: () => text.split(': still here').length - 1,
      until: (pattern: RegExp) =>
        vi.waitFor(() => expect(text).toMatch(pattern), { timeout: 5000, interval: 10 }),
      close: () => outgoing.destroy(),
    }
  }

  it('begin with a resync and carry the sequence number of each change', async () => {
    const stream = await open(await signIn())
    expect(stream.response.headers['content-type']).toBe('text/event-stream')
    await stream.until(/id: 0\nevent: resync\ndata: \{"seq":0\}\n\n/)
    control.change('approvals', () => {})
    control.change('messages', () => {})
    await stream.until(
      /id: 1\nevent: change\ndata: \{"seq":1,"topic":"approvals"\}\n\nid: 2\nevent: change\ndata: \{"seq":2,"topic":"messages"\}\n\n$/,
    )
    stream.close()
  })

  it('tell a panel that comes back to ask again, with the newest sequence number', async () => {
    const panel = await signIn()
    control.change('files', () => {})
    const stream = await open(panel)
    await stream.until(/id: 1\nevent: resync/)
    stream.close()
  })

  it('a reader that does not read costs no memory and gets one resync', async () => {
    const panel = await signIn()
    const slow = connect(port, '127.0.0.1')
    const lines = Object.entries(panel).map(([name, value]) => `${name}: ${value}\r\n`)
    slow.write(`GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${lines.join('')}\r\n`)
    await new Promise((resolve) => slow.once('readable', resolve))
    // Far more than the sockets hold; all in one turn and then over several.
    for (let turn = 0; turn < 200; turn += 1) {
      for (let i = 0; i < 1000; i += 1) control.change('messages', () => {})
      await new Promise((resolve) => setImmediate(resolve))
    }
    let received = ''
    slow.on('data', (chunk) => (received += chunk.toString()))
    await vi.waitFor(() => expect(received).toMatch(/id: 200000\nevent: resync/), { timeout: 5000 })
    expect(received.match(/event: change/g)?.length ?? 0).toBeLessThan(200_000)
    slow.destroy()
  })

  it('of the oldest of five panels end, so that calls always find a connection', async () => {
    const panel = await signIn()
    const streams = []
    for (let i = 0; i < 5; i += 1) streams.push(await open(panel))
    await streams[0]?.until(/event: replaced/)
    control.change('files', () => {})
    await streams[4]?.until(/event: change/)
    expect(streams[0]?.text()).not.toContain('event: change')
    for (const stream of streams) stream.close()
  })

  describe('at each heartbeat', () => {
    beforeEach(async () => {
      await listener.stop()
      listener = listen(join(folder, 'out'), 0, { heartbeatMs: 10 })
      port = Number(new URL((await listener.start()).url).port)
    })

    it('keep their session alive', async () => {
      const panel = await signIn()
      const stream = await open(panel)
      for (let week = 1; week <= 3; week += 1) {
        now += 6 * 24 * 3_600_000
        const heard = stream.heartbeats()
        await vi.waitFor(() => expect(stream.heartbeats()).toBeGreaterThan(heard + 1))
      }
      stream.close()
      expect((await call('status.get', panel)).status).toBe(200)
    })

    it('end when their session has expired, as after a long sleep of the computer', async () => {
      const panel = await signIn()
      const stream = await open(panel)
      const ended = new Promise((resolve) => stream.response.once('end', resolve))
      now += 8 * 24 * 3_600_000
      await ended
      expect((await call('status.get', panel)).status).toBe(401)
    })
  })

  it('end when the listener stops, and it lets go of the bridge', async () => {
    const stream = await open(await signIn())
    const ended = new Promise((resolve) => stream.response.once('close', resolve))
    await listener.stop()
    await ended
    expect(control.listeners()).toBe(0)
  })
})

it('a taken port is reported by number and flag', async () => {
  const second = listen(join(folder, 'out'), port)
  await expect(second.start()).rejects.toMatchObject({
    code: 'port-in-use',
    next: expect.stringContaining('--control-port'),
  })
})

it('somebody of this computer who holds hundreds of half-sent requests open keeps nobody out', async () => {
  const half = `POST /api/status HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 9\r\n\r\nx`
  const held = Array.from({ length: 300 }, (_, n) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    if (n % 2 === 0) socket.write(half)
    return socket.resume()
  })
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
  expect((await send('GET', launchPath())).status).toBe(200)
  for (const socket of held) socket.destroy()
})
