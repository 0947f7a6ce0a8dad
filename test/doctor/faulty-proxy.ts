/**
 * What stands between a browser and the bridge and does something wrong. Without a fault it is as if
 * it were not there: the bridge's address is replaced by its own in answers, and back in requests.
 */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Reply {
  status: number
  headers: Record<string, string | string[]>
  body: string
}

/** Changes what the bridge answered; what it returns is sent instead. */
export type Fault = (path: string, reply: Reply, req: IncomingMessage) => Reply

/** Gives the origin of the proxy. */
export async function startProxy(bridgeUrl: string, fault: Fault): Promise<string> {
  const bridge = new URL(bridgeUrl)
  const server = createServer((req, res) => void pass(req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.close().closeAllConnections())
  const own = `127.0.0.1:${(server.address() as AddressInfo).port}`

  const inward = swap(own, bridge.host)
  const outward = swap(bridge.host, own)

  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = (req.url ?? '').split('?')[0] ?? ''
    const body = inward(await textOf(req))
    const reply = fault(path, await ask(req, body), req)
    const { 'transfer-encoding': _chunked, 'content-length': _length, ...headers } = reply.headers
    const sent = Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? outward(value) : value.map(outward),
    ])
    res.writeHead(reply.status, Object.fromEntries(sent) as Reply['headers'])
    res.end(outward(reply.body))
  }

  function ask(req: IncomingMessage, body: string): Promise<Reply> {
    const { 'accept-encoding': _any, ...headers } = req.headers
    const forwarded = {
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, inward(String(value))]),
      ),
      'content-length': String(Buffer.byteLength(body)),
    }
    return new Promise((resolve, reject) => {
      const { method = 'GET' } = req
      const options = { host: bridge.hostname, port: bridge.port, method, headers: forwarded }
      const asked = request({ ...options, path: inward(req.url ?? '/') }, (answer) => {
        void textOf(answer).then((text) => {
          const received = answer.headers as Reply['headers']
          resolve({ status: answer.statusCode ?? 0, headers: received, body: text })
        })
      })
      asked.on('error', reject).end(body)
    })
  }

  return `http://${own}`
}

/** Also where an address is encoded inside an address. */
function swap(from: string, to: string): (text: string) => string {
  return (text) =>
    text.replaceAll(from, to).replaceAll(encodeURIComponent(from), encodeURIComponent(to))
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** The reply with another JSON document in it. */
export function changed(reply: Reply, change: Record<string, unknown>): Reply {
  const body = JSON.stringify({ ...(JSON.parse(reply.body) as object), ...change })
  return { ...reply, body }
}

export const notFound: Reply = {
  status: 404,
  headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
  body: '{"error":"not_found"}',
}

export const page = (html: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/html', 'access-control-allow-origin': '*' },
  body: `<!doctype html><html><body>${html}</body></html>`,
})
