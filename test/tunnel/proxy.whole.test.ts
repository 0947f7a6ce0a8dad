/** A proxy carries what the bridge asks of the internet, and nothing of this computer. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { type FakeCloudflare } from '../fakes/cloudflared/cloudflare-types.ts'
import { listen, portOf, shut } from '../fakes/cloudflared/listening.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
/** The answers to `TARGETS`, one after the other; `CHROMIUM` is what Chromium answers where it is there. */
const script = `
  import { useProxies } from './main/host/use-proxies.ts'
  import { plainFetch } from './main/bridge/base/plain-fetch.ts'
  const { CHROMIUM, TARGETS } = process.env
  useProxies(process.env, { warn: (event, fields) => console.log(event, fields.variable) }, CHROMIUM && (async () => CHROMIUM))
  for (const url of TARGETS.split(' ')) {
    console.log(await plainFetch(url).then(({ status }) => status, (error) => String(error.cause)))
  }
`
const away = 'https://bridge.example.com/'

let cloudflare: FakeCloudflare
let proxy: Server
/** What the proxy was asked to connect to, and with which password. */
let asked: string[]
beforeEach(async () => {
  cloudflare = await startFakeCloudflare()
  cloudflare.publicAnswers = 404
  asked = []
  proxy = createServer((_req, res) => res.writeHead(500).end())
  proxy.on('connect', (req, socket) => {
    const [, basic = ''] = (req.headers['proxy-authorization'] ?? '').split(' ')
    const password = Buffer.from(basic, 'base64').toString()
    asked.push([password, req.url].filter((part) => part !== '').join('@'))
    const upstream = connect(cloudflare.endpoints.edgePort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(upstream).pipe(socket)
    })
    for (const one of [upstream, socket]) one.on('error', () => upstream.destroy())
  })
  await listen(proxy)
})
afterEach(() => Promise.all([cloudflare.stop(), shut(proxy)]))

const place = () => `127.0.0.1:${portOf(proxy)}`

const runWith = async (env: NodeJS.ProcessEnv, ...targets: string[]): Promise<string[]> => {
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '--no-warnings', '--eval', script],
    {
      cwd: root,
      env: {
        PATH: dirname(process.execPath),
        CHROMIUM: 'DIRECT',
        TARGETS: targets.join(' '),
        SSL_CERT_FILE: join(root, 'test', 'fakes', 'cloudflared', 'edge-cert.pem'),
        ...env,
      },
    },
  )
  return stdout.trim().split('\n')
}

// As curl takes it, with and without the scheme.
test.each(['http://', ''])('https goes through %s…, this computer directly', async (scheme) => {
  const env = { HTTPS_PROXY: `${scheme}${place()}` }
  expect(await runWith(env, away, cloudflare.endpoints.control)).toEqual(['404', '204'])
  // Asked twice: the authority of the certificate is read from the system after the first refusal.
  expect([...new Set(asked)]).toEqual(['bridge.example.com:443'])
})

test('a proxy is given its password, and one of the environment wins', async () => {
  const env = { HTTPS_PROXY: `http://ada:secret@${place()}`, CHROMIUM: 'PROXY 127.0.0.1:9' }
  expect(await runWith(env, away)).toEqual(['404'])
  expect([...new Set(asked)]).toEqual(['ada:secret@bridge.example.com:443'])
})

test('the proxy of the system is used, by whichever answer Chromium gives', async () => {
  expect(await runWith({ CHROMIUM: `PROXY ${place()}; DIRECT` }, away)).toEqual(['404'])
  expect([...new Set(asked)]).toEqual(['bridge.example.com:443'])
})

test('a proxy that cannot be reached gives way to the next, also for a second request', async () => {
  const gone = createServer()
  await listen(gone)
  const port = portOf(gone)
  await shut(gone)
  const env = { CHROMIUM: `PROXY 127.0.0.1:${port}; PROXY ${place()}` }
  expect(await runWith(env, away, away)).toEqual(['404', '404'])
  expect([...new Set(asked)]).toEqual(['bridge.example.com:443'])
  // One that has no other is not gone past: its network may let nothing out on purpose.
  const [refused] = await runWith({ CHROMIUM: `PROXY 127.0.0.1:${port}` }, away)
  expect(refused).toContain('ECONNREFUSED')
})

test('what NO_PROXY exempts is asked directly', async () => {
  const env = { HTTPS_PROXY: place(), NO_PROXY: 'bridge.invalid' }
  const [failed] = await runWith(env, 'https://bridge.invalid/')
  expect(failed).toMatch(/ENOTFOUND|EAI_AGAIN/)
  expect(asked).toEqual([])
})

test('one that cannot be used is named, and nothing else stops', async () => {
  const env = { HTTPS_PROXY: 'socks5://ada:secret@proxy.example:1080' }
  expect(await runWith(env, cloudflare.endpoints.control)).toEqual([
    'proxy.unusable HTTPS_PROXY',
    '204',
  ])
})

const schema = spawnSync('gsettings', ['list-keys', 'org.gnome.system.proxy'])

test.runIf(schema.status === 0)('without Chromium, what GNOME has in its settings', async () => {
  const config = await mkdtemp(join(tmpdir(), 'drawbridge-gsettings-'))
  onTestFinished(() => rm(config, { recursive: true, force: true }))
  const folder = join(config, 'glib-2.0', 'settings')
  await mkdir(folder, { recursive: true })
  const settings = `
[system/proxy]
mode='manual'
ignore-hosts=['127.0.0.0/8', 'bridge.invalid']
[system/proxy/https]
host='127.0.0.1'
port=${portOf(proxy)}
`
  await writeFile(join(folder, 'keyfile'), settings)
  const env = {
    CHROMIUM: '',
    PATH: process.env['PATH'],
    GSETTINGS_BACKEND: 'keyfile',
    XDG_CONFIG_HOME: config,
  }
  const [first, second] = await runWith(env, away, 'https://bridge.invalid/')
  expect(first).toBe('404')
  expect(second).toMatch(/ENOTFOUND|EAI_AGAIN/)
  expect([...new Set(asked)]).toEqual(['bridge.example.com:443'])
})
