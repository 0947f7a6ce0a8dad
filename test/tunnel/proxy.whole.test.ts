/** The proxy in HTTPS_PROXY carries what the bridge asks of the internet, and nothing of this computer. */
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { type FakeCloudflare } from '../fakes/cloudflared/cloudflare-types.ts'
import { listen, portOf, shut } from '../fakes/cloudflared/listening.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const script = `
  import { useProxyOf } from './main/host/proxy.ts'
  import { plainFetch } from './main/bridge/base/plain-fetch.ts'
  useProxyOf(process.env, { warn: (event, fields) => console.log(event, fields.reason) })
  const status = (url) => plainFetch(url).then(({ status }) => status, (error) => String(error.cause))
  console.log(await status('https://bridge.example.com/'), await status(process.env.LOCAL))
`

let cloudflare: FakeCloudflare
let proxy: Server
let asked: string[]
beforeEach(async () => {
  cloudflare = await startFakeCloudflare()
  cloudflare.publicAnswers = 404
  asked = []
  proxy = createServer((_req, res) => res.writeHead(500).end())
  proxy.on('connect', (req, socket) => {
    asked.push(req.url ?? '')
    const upstream = connect(cloudflare.endpoints.edgePort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(upstream).pipe(socket)
    })
    for (const one of [upstream, socket]) one.on('error', () => upstream.destroy())
  })
  await listen(proxy)
})
afterEach(() => Promise.all([cloudflare.stop(), shut(proxy)]))

const runWith = async (value: string): Promise<string> => {
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '--no-warnings', '--eval', script],
    {
      cwd: root,
      env: {
        PATH: dirname(process.execPath),
        HTTPS_PROXY: value,
        LOCAL: cloudflare.endpoints.control,
        SSL_CERT_FILE: join(root, 'test', 'fakes', 'cloudflared', 'edge-cert.pem'),
      },
    },
  )
  return stdout.trim()
}

// As curl takes it, with and without the scheme.
test.each(['http://', ''])('https goes through %s…, this computer directly', async (scheme) => {
  expect(await runWith(`${scheme}127.0.0.1:${portOf(proxy)}`)).toBe('404 204')
  // Asked twice: the authority of the certificate is read from the system after the first refusal.
  expect([...new Set(asked)]).toEqual(['bridge.example.com:443'])
})

test.each([
  ['socks5://ada:secret@proxy.example:1080', 'not http'],
  ['http://ada:secret@proxy.example:port', 'ERR_PROXY_INVALID_CONFIG'],
])(
  'one that cannot be used is named without its value, and nothing else stops: %s',
  async (value, reason) => {
    const [first = '', second] = (await runWith(value)).split('\n')
    expect(first).toBe(`proxy.unusable ${reason}`)
    expect(second).toMatch(/ 204$/)
  },
)
