/**
 * A subscriber's side: an https server on this computer that sends challenges back, keeps what it is
 * posted, and answers as each test wants.
 */
import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished, vi } from 'vitest'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

export const callbackCertificate = read('cert.pem')
export const callbackKey = read('key.pem')

export interface Posted {
  path: string
  headers: IncomingHttpHeaders
  body: string
  json: {
    type?: string
    challenge?: string
    eventId?: string
    data?: Record<string, unknown>
    [more: string]: unknown
  }
}

type Answer = (res: ServerResponse, posted: Posted) => void

export interface FakeCallback {
  url: (path?: string) => string
  /** Events, in the order they came; challenges are apart. */
  events: Posted[]
  challenges: Posted[]
  /** How events and challenges are answered from now on. */
  onEvent: Answer
  onChallenge: Answer
  /** Waits until so many events have come. */
  received(count: number): Promise<Posted[]>
  stop(): void
}

export const echo: Answer = (res, { json }) =>
  void res
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ challenge: json.challenge }))

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (res) =>
    void res.writeHead(code, headers).end()

/** `plain`: without TLS, for a server that needs it so. */
export async function openCallback(port = 0, plain = false): Promise<FakeCallback> {
  const onRequest = (req: IncomingMessage, res: ServerResponse) => void take(req, res)
  const server = plain
    ? createPlainServer(onRequest)
    : createServer({ cert: callbackCertificate, key: callbackKey }, onRequest)
  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const posted: Posted = {
      path: req.url ?? '',
      headers: req.headers,
      body,
      json: JSON.parse(body) as Posted['json'],
    }
    if (posted.json.type === 'verification') {
      callback.challenges.push(posted)
      callback.onChallenge(res, posted)
    } else {
      callback.events.push(posted)
      callback.onEvent(res, posted)
    }
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const bound = (server.address() as AddressInfo).port
  const callback: FakeCallback = {
    url: (path = '/hook') => `${plain ? 'http' : 'https'}://127.0.0.1:${bound}${path}`,
    events: [],
    challenges: [],
    onEvent: status(204),
    onChallenge: echo,
    async received(count) {
      await vi.waitFor(() => {
        if (callback.events.length < count) throw new Error(`${callback.events.length} came`)
      }, 10_000)
      return callback.events
    },
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
  onTestFinished(() => callback.stop())
  return callback
}
