/**
 * The public side of the pretended Cloudflare: HTTPS under the names of tunnels, forwarded to the
 * origin of a registered connector, with Cloudflare's own answers where that is not possible.
 */
import { readFileSync } from 'node:fs'
import { request, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { FakeCloudflare } from './cloudflare-types.ts'
import { listen, portOf, shut } from './listening.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

export const edgeCertificate = (): string => read('edge-cert.pem')

export async function createPublicSide(
  world: FakeCloudflare,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer(
    { cert: edgeCertificate(), key: read('edge-key.pem') },
    (req, res) => {
      const answers = world.publicAnswers
      if (!world.online) req.socket.destroy()
      else if (answers === 'impostor') res.writeHead(200).end('{"status":"ok","proof":"forged"}')
      else if (typeof answers === 'number') res.writeHead(answers).end(`error code: ${answers}`)
      else if (answers === 'ok') forward(req, res)
    },
  )

  function forward(req: IncomingMessage, res: ServerResponse): void {
    const hostname = (req.headers.host ?? '').split(':', 1)[0]
    const tunnel = [...world.tunnels.values()].find((one) => one.hostname === hostname)
    const connector = [...world.connectors].find(({ tunnelId }) => tunnelId === tunnel?.id)
    if (!connector) return void res.writeHead(530).end('error code: 1033')
    const call = request(
      `${connector.origin}${req.url}`,
      { method: req.method, headers: { ...req.headers, 'cf-warp-tag-id': connector.id } },
      (answer) => {
        if (world.meddle) {
          void meddled(world.meddle, req, answer, res)
          return
        }
        res.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(res)
      },
    )
    call.on('error', () => {
      res.writeHead(502, { 'cf-cloudflared-response-meta': '{"src":"cloudflared"}' }).end()
    })
    req.pipe(call)
  }

  /** Something between the internet and the bridge has its own idea of the answer. */
  async function meddled(
    meddle: NonNullable<FakeCloudflare['meddle']>,
    req: IncomingMessage,
    answer: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk as Buffer)
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = answer.headers
    const given = {
      status: answer.statusCode ?? 502,
      headers,
      body: Buffer.concat(chunks).toString('utf8'),
    }
    const changed = meddle({ method: req.method ?? '', path: req.url ?? '' }, given)
    for (const [name, value] of Object.entries(changed.headers)) {
      if (value !== undefined) res.setHeader(name, value)
    }
    res.writeHead(changed.status).end(changed.body)
  }

  await listen(server)
  return { port: portOf(server), stop: () => shut(server) }
}
