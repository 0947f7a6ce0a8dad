/** "Recorded request sequences up to the first authorised request" of each client, and part of the way. */
import type { ClientKind, RecordedClient } from './recorded-client.ts'

/** A step of the way, as the client makes it. */
export const steps = [
  'challenge',
  'discover',
  'register',
  'authorize',
  'approve',
  'returns',
  'exchange',
] as const
export type Step = (typeof steps)[number]

/** Goes the recorded way and stays away after the first time of that step; false: it has no such step. */
export async function goUntil(
  kind: ClientKind,
  client: RecordedClient,
  last: Step,
): Promise<boolean> {
  const away = new Error('it stays away')
  const leaving = new Proxy(client, {
    get(target, name: keyof RecordedClient) {
      if (name !== last) return target[name]
      return async () => {
        await target[last]()
        throw away
      }
    },
  })
  try {
    await recordedWays[kind](leaving)
  } catch (error) {
    if (error !== away) throw error
    return true
  }
  if (last !== 'exchange') return false
  await client.exchange()
  return true
}

async function signIn(client: RecordedClient): Promise<void> {
  await client.authorize()
  await client.approve()
  await client.returns()
}

const unknownMetadata = ['/.well-known/openid-configuration', '/mcp/.well-known/x', '/']

/** From the first request to the code. */
export const recordedWays: Record<ClientKind, (client: RecordedClient) => Promise<void>> = {
  async chatgpt(client) {
    await client.challenge()
    for (const path of unknownMetadata) await client.send('GET', path)
    await client.discover()
    await signIn(client)
  },
  async claude(client) {
    await client.challenge()
    await client.discover()
    await signIn(client)
  },
  async 'claude-code'(client) {
    await client.discover()
    await client.discover()
    await client.register()
    await signIn(client)
  },
  async codex(client) {
    for (let round = 0; round < 2; round += 1) {
      await client.send('GET', '/mcp', { accept: '*/*' })
      await client.discover()
    }
    await client.register()
    await signIn(client)
  },
  async gemini(client) {
    await client.challenge()
    await client.send('HEAD', '/mcp')
    await client.discover()
    await client.send('GET', '/.well-known/oauth-authorization-server')
    await client.register()
    await signIn(client)
  },
  async opencode(client) {
    await client.challenge()
    await client.discover()
    await client.register()
    await client.authorize()
    await client.approve()
    await client.returns()
    await client.discover()
  },
  async 'mcp-remote'(client) {
    await client.send('GET', '/mcp', { accept: 'text/event-stream' })
    await client.discover()
    await client.send('GET', '/mcp', { accept: 'text/event-stream' })
    await client.challenge()
    await client.discover()
    await client.register()
    await signIn(client)
  },
  async inspector(client) {
    await client.challenge()
    await client.discover()
    await client.register()
    await client.authorize()
    await client.approve()
    await client.returns()
    await client.discover()
  },
}
