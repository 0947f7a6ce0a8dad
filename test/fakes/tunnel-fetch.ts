/**
 * `fetch` for names that exist nowhere: on a loopback port, with the name as Host, as a tunnel would
 * bring it. Node's own fetch looks names up.
 */
import { request } from 'node:http'

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>

export function createTunnelFetch(portOf: (url: URL) => number): Fetch {
  return async (target, init = {}) => {
    const url = new URL(target)
    const sent = new Request(url, init)
    const body = Buffer.from(await sent.arrayBuffer())
    const headers = { ...Object.fromEntries(sent.headers), host: url.host }
    return new Promise((resolve, reject) => {
      const path = url.pathname + url.search
      const { method } = sent
      const call = request(
        { host: '127.0.0.1', port: portOf(url), path, method, headers },
        (res) => {
          const chunks: Buffer[] = []
          res.on('data', (chunk: Buffer) => chunks.push(chunk))
          res.on('error', reject)
          res.on('end', () => {
            const status = res.statusCode ?? 0
            const given = new Headers()
            for (const [name, value] of Object.entries(res.headers)) given.set(name, String(value))
            const empty = status === 204 || status === 304
            resolve(new Response(empty ? null : Buffer.concat(chunks), { status, headers: given }))
          })
        },
      )
      call.on('error', reject)
      call.end(body)
    })
  }
}
