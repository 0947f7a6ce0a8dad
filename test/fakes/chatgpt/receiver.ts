/**
 * Where OpenAI's side takes events: an https server that sends challenges back, verifies every signature, knows each
 * subscription by the query of its address, and takes an event once. Strict: whatever it does not expect is refused.
 */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { isObject } from '../../../main/bridge/base/is-object.ts'

export interface TakenEvent {
  eventId: string
  name: string
  data: Record<string, unknown>
}

export interface Receiver {
  /** A callback of its own for one subscription. */
  expect(name: string, secret: string): { url: string; known(id: string): void }
  /** How every POST was answered, in order; "challenge" for those that were sent back. */
  answers: (number | 'challenge')[]
  /** Each event id with how often it came. */
  came: Map<string, number>
  /** Asked before an event is answered; a promise that never settles is an answer that never comes. */
  beforeAnswer: (event: TakenEvent) => Promise<void>
  close(): void
}

interface Expected {
  name: string
  webhook: Webhook
  id: string | undefined
  taken: Set<string>
}

const certificates = new URL('../callback/', import.meta.url)
const [cert, key] = ['cert.pem', 'key.pem'].map((file) =>
  readFileSync(new URL(file, certificates), 'utf8'),
)

/** `host`: by which the bridge reaches it. `onEvent`: told once of each event, after it was answered. */
export async function openReceiver(
  host: string,
  onEvent: (event: TakenEvent) => void,
): Promise<Receiver> {
  const expected = new Map<string, Expected>()
  const server = createServer({ cert, key }, (request, response) => {
    void take(request, response).catch(() => response.destroy())
  })

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const answer = (status: number, content?: object): void => {
      receiver.answers.push(content ? 'challenge' : status)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(content && JSON.stringify(content))
    }
    const { headers } = request
    const isJson = headers['content-type'] === 'application/json'
    if (request.method !== 'POST' || !isJson) return answer(400)
    const at = new URL(request.url ?? '/', `https://${host}`)
    const one = expected.get(at.searchParams.get('subscription') ?? '')
    if (!one) return answer(404)
    if (!isSigned(one.webhook, body, headers)) return answer(401)
    const said: unknown = JSON.parse(body)
    if (!isObject(said)) return answer(400)
    if (said['type'] === 'verification') return answer(200, { challenge: said['challenge'] })
    // It comes before the answer to the call that subscribed.
    if (one.id === undefined) return answer(503)
    const { eventId, name, data } = said
    const fits =
      headers['x-mcp-subscription-id'] === one.id &&
      headers['webhook-id'] === eventId &&
      name === one.name
    if (!fits || typeof eventId !== 'string' || !isObject(data)) return answer(400)
    const event: TakenEvent = { eventId, name: one.name, data }
    receiver.came.set(eventId, (receiver.came.get(eventId) ?? 0) + 1)
    await receiver.beforeAnswer(event)
    answer(202)
    if (one.taken.has(eventId)) return
    one.taken.add(eventId)
    onEvent(event)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    answers: [],
    came: new Map(),
    beforeAnswer: async () => {},
    expect(name, secret) {
      const query = `${name}-${expected.size}`
      const one: Expected = {
        name,
        webhook: new Webhook(secret),
        id: undefined,
        taken: new Set(),
      }
      expected.set(query, one)
      return {
        url: `https://${host}:${port}/events?subscription=${query}`,
        known: (id) => void (one.id = id),
      }
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
  return receiver
}

function isSigned(webhook: Webhook, body: string, headers: IncomingMessage['headers']): boolean {
  try {
    webhook.verify(body, headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}
