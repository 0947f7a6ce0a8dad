/** The public listener with sign-in, /mcp and a record of both, as the bridge joins them. */
import { onTestFinished } from 'vitest'
import type { ConnectionLimits } from '../../main/bridge/http/connection-limits.ts'
import { createPublicListener } from '../../main/bridge/http/public-listener.ts'
import { createRequestRecord } from '../../main/bridge/http/record-requests.ts'
import type { CallerCheck } from '../../main/bridge/mcp/caller.ts'
import { createMcpEndpoint } from '../../main/bridge/mcp/over-http/endpoint.ts'
import { createCallRecord } from '../../main/bridge/mcp/over-http/record-calls.ts'
import { scopeOfTool, toolWaits } from '../../main/bridge/mcp/tool-call.ts'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { createCallerMarks } from '../../main/bridge/traffic/observed-request.ts'
import { createTraffic } from '../../main/bridge/traffic/traffic.ts'
import { createBrowser } from '../fakes/browser.ts'
import { publicOrigin, startOauthHost, type OauthHost } from '../fakes/oauth-host.ts'
import { openMcpHost } from '../mcp/mcp-host.ts'

export async function openRecordedHost(connections: Partial<ConnectionLimits> = {}) {
  const oauth = await startOauthHost()
  const { makeServer, conversation } = await openMcpHost()
  const traffic = createTraffic({ clock: systemClock, log: silentLog, rows: 1_000 })
  const { recorder } = traffic
  const { story } = oauth.server
  const watch = { mark: createCallerMarks(), observed() {}, called() {} }
  const endpoint = createMcpEndpoint({
    makeServer,
    scopeOfTool: scopeOfTool(tools),
    toolWaits: toolWaits(tools),
    conversation,
    async verify(_origin, token): Promise<CallerCheck> {
      const check = await oauth.server.verifyAccessToken(publicOrigin, token)
      return check.ok ? { ok: true, caller: { ...check.token, via: 'http' } } : check
    },
    challenge: (_origin, error) => oauth.server.challenge(publicOrigin, error),
    requestLimits: () => ({ small: 1024 * 1024, large: 1024 * 1024, largeTools: ['write_file'] }),
    record: createCallRecord({ recorder, firstCall: story.firstCall, watch }),
    log: silentLog,
  })
  const listener = createPublicListener({
    healthSecret: Buffer.alloc(32),
    connections,
    log: silentLog,
  })
  listener.serve({
    mcp: endpoint.handle,
    signIn: (origin) => oauth.server.handler(origin),
    record: createRequestRecord({ recorder, story, watch }),
  })
  const port = await listener.start(0)
  listener.setOrigins([publicOrigin])
  onTestFinished(async () => {
    await endpoint.close()
    await listener.stop()
    await oauth.stop()
  })
  const browser = () => createBrowser(() => port)
  const host: OauthHost = { ...oauth, server: oauth.server, store: oauth.store, browser }
  return {
    host,
    traffic,
    conversation,
    port,
    /** Posts to /mcp; the answer as a browser sees it. */
    post: (token: string, body: unknown, headers: Record<string, string> = {}) =>
      browser().go(`${publicOrigin.url}/mcp`, {
        json: body,
        headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...headers },
      }),
  }
}

export type RecordedHost = Awaited<ReturnType<typeof openRecordedHost>>
