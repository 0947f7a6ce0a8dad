/**
 * The callback of the benchmark of events, in a process of its own as a real one is: answers challenges,
 * takes events, and says when it had read which. All clocks are CLOCK_MONOTONIC.
 */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createPlain } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const certificates = join(import.meta.dirname, '..', '..', 'test', 'fakes', 'callback')
const [cert, key] = ['cert.pem', 'key.pem'].map((name) =>
  readFileSync(join(certificates, name), 'utf8'),
)

interface Body {
  challenge?: string
  eventId?: string
}

async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
  let body = ''
  for await (const chunk of req) body += String(chunk)
  const at = process.hrtime.bigint()
  const { challenge, eventId } = JSON.parse(body) as Body
  res.setHeader('content-type', 'application/json')
  res.end(JSON.stringify({ challenge }))
  if (eventId !== undefined) process.send?.({ eventId, at: String(at) })
}

const onRequest = (req: IncomingMessage, res: ServerResponse): void => void take(req, res)
const secure = createServer({ cert, key }, onRequest).listen(0, '127.0.0.1')
const plain = createPlain(onRequest).listen(0, '127.0.0.1', () => {
  const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port
  process.send?.({ ports: { secure: portOf(secure), plain: portOf(plain) } })
})
process.once('disconnect', () => process.exit(0))
