/** The probe against the pretended public side: real DNS over HTTPS, real TLS, real names. */
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../main/bridge/base/ports.ts'
import type { ProxyFor } from '../../main/bridge/base/proxies.ts'
import { defaultEndpoints } from '../../main/bridge/tunnel/endpoints.ts'
import { createProbe } from '../../main/bridge/tunnel/probe.ts'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { type FakeCloudflare } from '../fakes/cloudflared/cloudflare-types.ts'
import { quickTimings } from './tunnel-world.ts'

let cloudflare: FakeCloudflare
beforeEach(async () => {
  cloudflare = await startFakeCloudflare()
  const hostname = 'bridge.example.com'
  cloudflare.tunnels.set('t', {
    id: 't',
    hostname,
    secret: '',
    account: '',
    quick: true,
    idleSince: null,
  })
})
afterEach(() => cloudflare.stop())

const proof = (nonce: string) => createHmac('sha256', 'key').update(nonce).digest('base64url')
const probe = (over: Partial<Parameters<typeof createProbe>[0]> = {}) =>
  createProbe({
    fetch,
    endpoints: { ...defaultEndpoints, ...cloudflare.endpoints },
    timings: quickTimings,
    clock: systemClock,
    checkProof: (nonce, given) => given === proof(nonce),
    ...over,
  })
const url = 'https://bridge.example.com'

test('a forged proof is a mismatch, and so is 200 without any', async () => {
  cloudflare.publicAnswers = 'impostor'
  expect(await probe().check(url)).toMatchObject({ kind: 'mismatch' })
})

test('a name without a connection is 530, a name nobody knows is missing', async () => {
  expect(await probe().check(url)).toMatchObject({ kind: 'status', status: 530 })
  expect(await probe().check('https://gone.example.com')).toMatchObject({ kind: 'name-missing' })
})

test('a certificate for another name is no answer of ours', async () => {
  const hostname = 'bridge.other.test'
  cloudflare.tunnels.set('o', {
    id: 'o',
    hostname,
    secret: '',
    account: '',
    quick: true,
    idleSince: null,
  })
  const result = await probe().check(`https://${hostname}`)
  expect(result).toMatchObject({ kind: 'unreachable', reason: expect.stringContaining('altnames') })
})

test('each probe has its own nonce, and silence ends it in time', async () => {
  cloudflare.publicAnswers = 'hang'
  const timings = { ...quickTimings, probeTimeoutMs: 100 }
  expect(await probe({ timings }).check(url)).toMatchObject({ kind: 'unreachable' })
})

test('behind a proxy that must be used, the address is asked through it', async () => {
  const asked: string[] = []
  const proxied: typeof fetch = async (input, init) => {
    const target = new URL(input instanceof Request ? input.url : input)
    if (target.origin !== url) return fetch(input, init)
    asked.push(target.searchParams.get('nonce') ?? '')
    return Response.json({ status: 'ok', proof: proof(asked.at(-1) ?? '') })
  }
  const proxyFor: ProxyFor = () => ({
    routes: ['http://proxy.example:3128/'],
    source: 'HTTPS_PROXY',
  })
  const through = probe({ fetch: proxied, proxyFor })
  expect(await through.check(url)).toMatchObject({ kind: 'authentic' })
  expect(await through.check(url)).toMatchObject({ kind: 'authentic' })
  expect(new Set(asked).size).toBe(2)
  expect(asked[0]).toMatch(/^[\w-]{16,128}$/)
})

test('online is what the control address says', async () => {
  expect(await probe().online()).toBe(true)
  cloudflare.online = false
  expect(await probe().online()).toBe(false)
})

test('asks nobody whether the computer is online when the owner does not want it', async () => {
  const asked: string[] = []
  const counting: typeof fetch = (input, init) => {
    asked.push(input instanceof Request ? input.url : input.toString())
    return fetch(input, init)
  }
  expect(await probe({ fetch: counting, connectivityCheck: false }).online()).toBe(true)
  expect(asked).toEqual([])
  expect(await probe({ fetch: counting }).online()).toBe(true)
  expect(asked).toHaveLength(1)
})

test.each(['https://127.0.0.1', 'https://localhost', 'https://[::1]'])(
  '%s is of this computer: no name server of the internet is asked for it',
  async (own) => {
    const checked = await probe({ alsoSystem: true, lookup: async () => ['127.0.0.1'] }).check(own)
    // The pretended side answers, and its certificate is for other names.
    expect(checked).not.toMatchObject({ kind: 'name-missing' })
    expect(cloudflare.lookups).toEqual([])
  },
)

test('a certificate of an authority nobody here knows is not "offline"', async () => {
  const endpoints = { ...defaultEndpoints, ...cloudflare.endpoints, edgeCa: undefined }
  const checked = await probe({ endpoints }).check(url)
  expect(checked).toMatchObject({
    kind: 'untrusted',
    reason: expect.stringMatching(/SELF_SIGNED|UNABLE/),
  })
  const edge = `https://127.0.0.1:${cloudflare.endpoints.edgePort}/generate_204`
  expect(await probe({ endpoints: { ...endpoints, control: edge } }).online()).toBe(true)
  const behind = {
    ...endpoints,
    doh: [`https://127.0.0.1:${cloudflare.endpoints.edgePort}/dns-query`],
  }
  expect(await probe({ endpoints: behind }).check(url)).toMatchObject({ kind: 'untrusted' })
})
