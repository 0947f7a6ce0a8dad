/** A network that looks into TLS: its authority is in the system's store, which Node does not read by itself. */
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { type FakeCloudflare } from '../fakes/cloudflared/cloudflare-types.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const certificate = join(root, 'test', 'fakes', 'cloudflared', 'edge-cert.pem')
const script = `
  import { plainFetch } from './main/bridge/base/plain-fetch.ts'
  import { withSystemTrust } from './main/bridge/base/system-trust.ts'
  import { pinnedGet } from './main/bridge/tunnel/pinned-get.ts'
  const port = Number(process.env.EDGE)
  const codeOf = (error) => error.code ?? error.cause?.code
  const byName = () =>
    pinnedGet(new URL('https://bridge.example.com'), { addresses: ['127.0.0.1'], port, timeoutMs: 5000 })
  const fetched = await plainFetch('https://127.0.0.1:' + port).catch(codeOf)
  console.log(fetched, await withSystemTrust(byName).then(({ status }) => status, codeOf))
`

let cloudflare: FakeCloudflare
beforeEach(async () => {
  cloudflare = await startFakeCloudflare()
  cloudflare.publicAnswers = 404
})
afterEach(() => cloudflare.stop())

const answers = async (trust: NodeJS.ProcessEnv): Promise<string> => {
  const env = {
    PATH: dirname(process.execPath),
    EDGE: String(cloudflare.endpoints.edgePort),
    ...trust,
  }
  const args = ['--input-type=module', '--no-warnings', '--eval', script]
  const { stdout } = await run(process.execPath, args, { cwd: root, env })
  return stdout.trim()
}

// The fetched address is not a name of the certificate: by then its authority was accepted.
test('what the system trusts is trusted, from the first request on', async () => {
  expect(await answers({ SSL_CERT_FILE: certificate })).toBe('ERR_TLS_CERT_ALTNAME_INVALID 404')
})

test('what nobody trusts is refused, and named', async () => {
  expect(await answers({ SSL_CERT_FILE: '/dev/null' })).toMatch(
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_\w+) \1$/,
  )
})
