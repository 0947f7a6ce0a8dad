/**
 * A pretended Cloudflare on loopback: the quick service, DNS over HTTPS, the control address, the
 * edge that connectors register with, and the public side that forwards to them over TLS. What it
 * answers are plain properties a test changes while everything runs.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createServer as createTcpServer, type Socket } from 'node:net'
import type { FakeCloudflare, FakeTunnel } from './cloudflare-types.ts'
import { listen, portOf, shut } from './listening.ts'
import { createPublicSide, edgeCertificate } from './public-side.ts'

export async function startFakeCloudflare(now: () => number = Date.now): Promise<FakeCloudflare> {
  const web = createHttpServer((req, res) => answerWeb(req, res))
  const edge = createTcpServer((socket) => register(socket))
  const sockets = new Set<Socket>()
  const world: FakeCloudflare = {
    tunnels: new Map(),
    connectors: new Set(),
    quick: { answers: 'ok', requests: 0, made: 0, retryAfter: null },
    publicAnswers: 'ok',
    meddle: null,
    online: true,
    udpBlocked: false,
    tcpBlocked: false,
    refusal: null,
    spreadingLookups: 0,
    lookups: [],
    forgetAfterMs: Number.POSITIVE_INFINITY,
    registrations: [],
    forget(tunnelId) {
      world.tunnels.delete(tunnelId)
      for (const connector of world.connectors) {
        if (connector.tunnelId === tunnelId) connector.socket.destroy()
      }
    },
    dropConnections() {
      for (const { socket, tunnelId } of world.connectors) {
        const tunnel = world.tunnels.get(tunnelId)
        if (tunnel) tunnel.idleSince = now()
        socket.destroy()
      }
    },
    endpoints: { quickService: '', doh: [], control: '', edgePort: 0, edgeCa: edgeCertificate() },
    edgeTcpPort: 0,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await Promise.all([shut(web), shut(edge), publicSide.stop()])
    },
  }
  const publicSide = await createPublicSide(world)

  function sweep(): void {
    for (const tunnel of world.tunnels.values()) {
      if (
        tunnel.quick &&
        tunnel.idleSince !== null &&
        now() - tunnel.idleSince > world.forgetAfterMs
      ) {
        world.tunnels.delete(tunnel.id)
      }
    }
  }

  function answerWeb(req: IncomingMessage, res: ServerResponse): void {
    if (!world.online) return void req.socket.destroy()
    sweep()
    const url = new URL(req.url ?? '/', 'http://fake')
    if (url.pathname === '/control') return void res.writeHead(204).end()
    if (url.pathname === '/dns-query') return answerLookup(url, res)
    if (url.pathname === '/tunnel' && req.method === 'POST') return answerQuick(res)
    res.writeHead(404).end()
  }

  function answerLookup(url: URL, res: ServerResponse): void {
    const name = url.searchParams.get('name') ?? ''
    world.lookups.push(name)
    const known = [...world.tunnels.values()].some(({ hostname }) => hostname === name)
    const spreading = known && world.spreadingLookups > 0
    if (spreading) world.spreadingLookups -= 1
    const found = known && !spreading
    res.writeHead(200, { 'content-type': 'application/dns-json' })
    res.end(
      JSON.stringify(
        found
          ? { Status: 0, Answer: [{ name, type: 1, TTL: 300, data: '127.0.0.1' }] }
          : { Status: 3 },
      ),
    )
  }

  function answerQuick(res: ServerResponse): void {
    world.quick.requests += 1
    const { answers, retryAfter } = world.quick
    const headers = retryAfter === null ? {} : { 'retry-after': retryAfter }
    if (answers === 'hang') return
    if (answers === '429-text') return void res.writeHead(429, headers).end('error code: 1015')
    if (answers === '429-json')
      return void res.writeHead(429, headers).end('{"success":false,"errors":[{"code":1015}]}')
    if (answers === '500') return void res.writeHead(500).end('<html>err</html>')
    if (answers === 'empty') return void res.writeHead(200).end()
    const tunnel: FakeTunnel = {
      id: randomUUID(),
      hostname: `${randomBytes(3).toString('hex')}-words-for-test.trycloudflare.com`,
      secret: randomBytes(32).toString('base64'),
      account: randomBytes(16).toString('hex'),
      quick: true,
      idleSince: now(),
    }
    world.tunnels.set(tunnel.id, tunnel)
    world.quick.made += 1
    const { id, hostname, secret } = tunnel
    const result = { id, name: `qt-${id}`, hostname, account_tag: tunnel.account, secret }
    res.writeHead(200, { 'content-type': 'application/json' })
    res.end(JSON.stringify({ success: true, result, errors: [] }))
  }

  function register(socket: Socket): void {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end === -1) return
      const hello: Record<
        'tunnel' | 'secret' | 'account' | 'connector' | 'origin' | 'protocol',
        string
      > = JSON.parse(text.slice(0, end))
      text = ''
      if (!world.online) {
        socket.destroy()
        return
      }
      // A blocked way swallows packets; it does not answer.
      if (hello.protocol === 'quic' ? world.udpBlocked : world.tcpBlocked) return
      sweep()
      const tunnel = world.tunnels.get(hello.tunnel)
      const refusal =
        world.refusal ?? (tunnel?.secret === hello.secret ? null : 'Unauthorized: Tunnel not found')
      if (refusal !== null || !tunnel) {
        socket.write(`${JSON.stringify({ error: refusal })}\n`)
        return
      }
      const connector = {
        id: hello.connector,
        tunnelId: tunnel.id,
        origin: hello.origin,
        protocol: hello.protocol,
        socket,
      }
      world.connectors.add(connector)
      world.registrations.push({ tunnelId: tunnel.id, protocol: hello.protocol })
      tunnel.idleSince = null
      socket.on('close', () => {
        world.connectors.delete(connector)
        const others = [...world.connectors].some(({ tunnelId }) => tunnelId === tunnel.id)
        if (!others) tunnel.idleSince ??= now()
      })
      socket.write('{"location":"fra03"}\n')
    })
    // The real edge ends the connection after an unregister; the other side's end is that here.
    socket.on('end', () => socket.end())
  }

  await Promise.all([listen(web), listen(edge)])
  const base = `http://127.0.0.1:${portOf(web)}`
  Object.assign(world.endpoints, {
    quickService: base,
    doh: [`${base}/dns-query`],
    control: `${base}/control`,
    edgePort: publicSide.port,
  })
  world.edgeTcpPort = portOf(edge)
  return world
}
