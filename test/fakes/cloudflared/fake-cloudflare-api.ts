/**
 * Cloudflare's API as far as tunnels need it, over the tunnels of a pretended Cloudflare: what is
 * made here can be connected to and looked up there.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { FakeCloudflare } from './cloudflare-types.ts'
import { listen, portOf, shut } from './listening.ts'

export interface FakeApi {
  url: string
  token: string
  records: Map<string, { name: string; content: string; proxied: boolean }>
  /** The path (a part of it) that fails, once. */
  failOnce: string | null
  calls: string[]
  stop(): Promise<void>
}

export async function startFakeApi(world: FakeCloudflare): Promise<FakeApi> {
  const server = createServer((req, res) => void answer(req, res))
  const api: FakeApi = {
    url: '',
    token: 'an-api-token-of-the-owner',
    records: new Map(),
    failOnce: null,
    calls: [],
    stop: () => shut(server),
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of req) text += String(chunk)
    const body: Record<string, string | boolean> = text === '' ? {} : JSON.parse(text)
    const url = new URL(req.url ?? '/', 'http://api')
    const call = `${req.method} ${url.pathname}`
    api.calls.push(call)
    const reply = (status: number, result: unknown, message?: string) => {
      res.writeHead(status, { 'content-type': 'application/json' })
      const errors = message === undefined ? [] : [{ code: 1, message }]
      res.end(JSON.stringify({ success: message === undefined, result, errors }))
    }
    if (req.headers.authorization !== `Bearer ${api.token}`)
      return reply(403, null, 'Invalid access token')
    if (api.failOnce !== null && call.includes(api.failOnce)) {
      api.failOnce = null
      return reply(500, null, 'Internal error')
    }
    const id = url.pathname.split('/').at(-1) ?? ''
    if (call === 'GET /zones') {
      const known = url.searchParams.get('name') === 'example.com'
      return reply(
        200,
        known ? [{ id: 'zone1', name: 'example.com', account: { id: 'account1' } }] : [],
      )
    }
    if (call === 'GET /zones/zone1/dns_records') {
      const name = url.searchParams.get('name')
      return reply(
        200,
        [...api.records.values()].filter((record) => record.name === name),
      )
    }
    if (call === 'POST /zones/zone1/dns_records') return addRecord(body, reply)
    if (call.startsWith('DELETE /zones/zone1/dns_records/')) {
      const existed = api.records.delete(id)
      return existed ? reply(200, { id }) : reply(404, null, 'Record not found')
    }
    if (call === 'POST /accounts/account1/cfd_tunnel') {
      const tunnel = randomUUID()
      world.tunnels.set(tunnel, {
        id: tunnel,
        hostname: '',
        secret: String(body['tunnel_secret']),
        account: 'account1',
        quick: false,
        idleSince: null,
      })
      return reply(200, { id: tunnel, name: body['name'] })
    }
    if (call.endsWith('/connections')) return reply(200, null)
    if (call.startsWith('DELETE /accounts/account1/cfd_tunnel/')) {
      const existed = world.tunnels.delete(id)
      return existed ? reply(200, { id }) : reply(404, null, 'Tunnel not found')
    }
    return reply(404, null, 'Route not found')
  }

  function addRecord(
    body: Record<string, string | boolean>,
    reply: (status: number, result: unknown, message?: string) => void,
  ): void {
    const content = String(body['content'])
    const tunnel = world.tunnels.get(content.replace('.cfargotunnel.com', ''))
    if (!tunnel || body['type'] !== 'CNAME' || body['proxied'] !== true)
      return reply(400, null, 'Bad record')
    const id = randomUUID()
    tunnel.hostname = String(body['name'])
    api.records.set(id, { name: tunnel.hostname, content, proxied: true })
    reply(200, { id })
  }

  await listen(server)
  api.url = `http://127.0.0.1:${portOf(server)}`
  return api
}
