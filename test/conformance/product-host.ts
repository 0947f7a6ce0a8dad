/**
 * The product's public side on a real port, wired as in bridge.ts: the listener with its Host check,
 * the authorization server, the bearer check, the /mcp endpoint. Only the MCP server behind it is
 * chosen: the bridge's own, or the suite's fixture. The suite calls through a proxy that is signed in.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { McpServer, Server } from '@modelcontextprotocol/server'
import { createConversation, standardLimits } from '../../main/bridge/conversation/conversation.ts'
import type { Conversation } from '../../main/bridge/conversation/types.ts'
import { createPublicListener } from '../../main/bridge/http/public-listener.ts'
import { createMcpEndpoint } from '../../main/bridge/mcp/over-http/endpoint.ts'
import type { MakeServer } from '../../main/bridge/mcp/server.ts'
import { createAuthorizationServer } from '../../main/bridge/oauth/authorization-server.ts'
import type { Origin } from '../../main/bridge/address/origin.ts'
import type { AuthorizationServer } from '../../main/bridge/oauth/types.ts'
import { silentLog as log, systemClock as clock } from '../../main/bridge/base/ports.ts'
import { createPresence } from '../../main/bridge/presence/presence.ts'
import type { Presence } from '../../main/bridge/presence/types.ts'
import { createBlobs } from '../../main/bridge/store/blobs.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import type { Store } from '../../main/bridge/store/types.ts'
import { memorySecrets } from '../fakes/oauth-host.ts'
import { readyKeyPair } from '../fakes/ready-keys.ts'
import { openBearerProxy } from './bearer-proxy.ts'
import { signInAsClaude } from './sign-in.ts'

/** What stands behind the endpoint. */
interface Behind {
  makeServer: MakeServer<Server | McpServer>
  scopeOfTool: (name: string) => string | undefined
  toolWaits: (name: string) => boolean
}

export interface ProductHost {
  authorization: AuthorizationServer
  /** The bridge's own address, where nobody is signed in. */
  origin: string
  /** The MCP address for the suite, through the proxy. */
  mcpUrl: string
  close(): Promise<void>
}

export type MakeBehind = (conversation: Conversation, presence: Presence, store: Store) => Behind

export async function openProductHost(makeBehind: MakeBehind): Promise<ProductHost> {
  const dir = mkdtempSync(join(tmpdir(), 'drawbridge-conformance-'))
  const store = openStore({ path: join(dir, 'bridge.db') })
  const blobs = createBlobs(join(dir, 'files'))
  const conversation = createConversation({ store, blobs, clock, limits: standardLimits })
  const presence = createPresence({ store, clock, log })
  const authorization = await createAuthorizationServer({
    store,
    secrets: memorySecrets(),
    clock,
    log,
    makeKeyPair: readyKeyPair,
  })
  const endpoint = createMcpEndpoint({
    ...makeBehind(conversation, presence, store),
    conversation,
    async verify(origin, token) {
      const check = await authorization.verifyAccessToken(origin, token)
      return check.ok ? { ok: true, caller: { ...check.token, via: 'http' } } : check
    },
    challenge: (origin, error) => authorization.challenge(origin, error),
    requestLimits: () => ({ small: 1024 * 1024, large: 1024 * 1024, largeTools: ['write_file'] }),
    log,
  })
  const listener = createPublicListener({
    healthSecret: randomBytes(32),
    log,
  })
  listener.serve({ mcp: endpoint.handle, signIn: (origin) => authorization.handler(origin) })
  const port = await listener.start(0)
  const proxy = await openBearerProxy()
  const direct: Origin = { url: `http://127.0.0.1:${port}`, kind: 'loopback' }
  const proxied: Origin = { url: `http://127.0.0.1:${proxy.port}`, kind: 'loopback' }
  await authorization.setOrigins([direct, proxied])
  listener.setOrigins([direct, proxied])
  proxy.forward({ port })
  proxy.forward({ port, token: await signInAsClaude(authorization, proxied.url) })

  return {
    authorization,
    origin: direct.url,
    mcpUrl: `${proxied.url}/mcp`,
    async close() {
      await proxy.close()
      await endpoint.close()
      await listener.stop()
      await authorization.stop()
      await presence.stop()
      await store.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
