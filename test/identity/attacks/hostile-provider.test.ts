/** A provider that leads elsewhere, speaks in clear, or answers without end. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { readDiscovery } from '../../../main/bridge/identity/checks/discovery.ts'
import { limitedFetch } from '../../../main/bridge/identity/limited-fetch.ts'
import { createManagementApi } from '../../../main/bridge/identity/management/api.ts'
import { systemClock } from '../../../main/bridge/base/ports.ts'
import { startWorld } from '../sign-in-world.ts'

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Sends for as long as somebody reads; `sent` counts the bytes. */
async function serveWithoutEnd(): Promise<{ url: string; sent: () => number }> {
  const piece = Buffer.alloc(256 * 1024, 'a')
  let sent = 0
  const url = await serve((_req, res) => {
    res.writeHead(200, { 'content-type': 'application/json' })
    res.write('{"issuer":"')
    const more = (): void => {
      if (res.destroyed) return
      sent += piece.length
      if (res.write(piece)) setImmediate(more)
      else res.once('drain', more)
    }
    more()
  })
  return { url, sent: () => sent }
}

/** What is on its way in sockets, beside what is read. */
const mostBytes = 32 * 1024 * 1024

it('is not followed to an address that nobody entered', async () => {
  let asked = 0
  const inside = await serve((_req, res) => {
    asked += 1
    res.end('{}')
  })
  const issuer = await serve((_req, res) => res.writeHead(302, { location: inside }).end())
  const at = await startWorld({ issuer, clientId: 'bridge', provider: 'oidc' })
  const steps = await at.invoke('identity.check', { provider: 'oidc' })
  const domain = steps.find(({ id }) => id === 'domain')
  expect(domain?.check).toMatchObject({ state: 'failed', problem: { code: 'upstream-not-openid' } })
  expect(asked).toBe(0)
})

it.each(['token_endpoint', 'authorization_endpoint'])(
  'whose %s is not encrypted never sees the client secret',
  async (endpoint) => {
    const issuer = 'https://provider.example'
    const document = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      [endpoint]: 'http://provider.example/plain',
    }
    const fetch = () => Promise.resolve(Response.json(document))
    await expect(readDiscovery(fetch, issuer, { domain: issuer })).rejects.toMatchObject({
      code: 'upstream-not-secure',
    })
  },
)

it('that sends without end is listened to only for a while, in a sign-in', async () => {
  const { url, sent } = await serveWithoutEnd()
  const at = await startWorld({ issuer: url, clientId: 'bridge', provider: 'oidc' })
  await expect(at.invoke('identity.test', {})).rejects.toMatchObject({
    code: 'upstream-not-openid',
  })
  expect(sent()).toBeLessThan(mostBytes)
})

it('that sends without end is listened to only for a while, as a Management API', async () => {
  const { url, sent } = await serveWithoutEnd()
  const token = { apiUrl: `${url}/api/v2/`, domain: 'tenant.example', value: 't' }
  const api = createManagementApi({ token, fetch, clock: systemClock })
  expect(typeof (await api({ method: 'GET', path: 'clients', about: 'x' }))).toBe('string')
  expect(sent()).toBeLessThan(2 * mostBytes)
})

it('gives the same answers through the limit: no body, redirects, headers', async () => {
  const url = await serve((req, res) => {
    if (req.url === '/none') res.writeHead(204).end()
    else res.writeHead(302, { location: '/none', 'x-kept': 'yes' }).end()
  })
  const options = { method: 'GET', headers: {}, redirect: 'manual', body: undefined } as const
  expect((await limitedFetch(`${url}/none`, options)).status).toBe(204)
  const redirect = await limitedFetch(url, options)
  expect(redirect.status).toBe(302)
  expect(redirect.headers.get('x-kept')).toBe('yes')
})
