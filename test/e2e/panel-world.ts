/**
 * A whole bridge with its panel as shipped, a real Chromium in front of it, and the outside world
 * pretended: Cloudflare around it, Auth0 behind it. MCP clients come in by real SDKs.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Browser as Chromium, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { startBridge } from '../../main/bridge/bridge.ts'
import { createControlListener } from '../../main/bridge/http/control.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { openSettings } from '../../main/bridge/settings/settings.ts'
import type { MethodName, MethodParams, MethodResult } from '../../main/contract.ts'
import { createBrowser, type Browser } from '../fakes/browser.ts'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { type FakeCloudflare } from '../fakes/cloudflared/cloudflare-types.ts'
import { memorySecrets } from '../fakes/oauth-host.ts'
import { readyKeyPair } from '../fakes/ready-keys.ts'
import { createTunnelFetch } from '../fakes/tunnel-fetch.ts'
import { freePort } from '../identity/sign-in-world.ts'
import { faceOf, type TestClient } from '../mcp/clients.ts'
import { fakeCloudflared, quickTimings } from '../tunnel/tunnel-world.ts'
import { passApproval } from './pass-approval.ts'
import { createTestProvider } from './sdk-sign-in.ts'

export interface PanelWorld {
  cloudflare: FakeCloudflare
  dataDir: string
  page: Page
  /** What the page complained about. */
  problems: string[]
  invoke<M extends MethodName>(method: M, params?: MethodParams<M>): Promise<MethodResult<M>>
  /** Goes to a place of the panel. */
  go(hash: string): Promise<void>
  /** Somebody's browser outside, which finds the public name. */
  browser(): Browser
  /** A client that asks to come in; `approve` is handed the number its page shows. */
  connect(name: string, callback: string, approve: Approve): Promise<TestClient>
}

type Approve = (number: string) => Promise<void>

export async function startPanelWorld(deps: {
  rendererDir: string
  chromium: Chromium
}): Promise<PanelWorld> {
  const cloudflare = await startFakeCloudflare(() => Date.now())
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-panel-world-'))
  onTestFinished(async () => {
    await cloudflare.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const scenario = join(dataDir, 'scenario.json')
  await writeFile(scenario, '{"scale":0.02}')
  const identity = { callbackPort: await freePort() }
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ identity }))
  const { endpoints, edgeTcpPort } = cloudflare
  const bridge = await startBridge({
    dataDir,
    socketPath: join(dataDir, 'bridge.sock'),
    secrets: memorySecrets(),
    settings: await openSettings(dataDir),
    port: 0,
    address: { mode: 'off', settings: { timings: quickTimings, endpoints } },
    env: {
      // Nothing of this computer: no client of its owner is found or touched.
      PATH: dirname(process.execPath),
      HOME: dataDir,
      CLOUDFLARED_BIN: fakeCloudflared,
      FAKE_EDGE: String(edgeTcpPort),
      FAKE_CLOUDFLARED: scenario,
    },
    linkCommand: { command: 'node', args: [] },
    requestStop: () => {},
    version: '0',
    makeKeyPair: readyKeyPair,
    clock: systemClock,
    log: silentLog,
  })
  onTestFinished(() => bridge.stop())
  const listener = createControlListener({
    control: bridge.control,
    rendererDir: deps.rendererDir,
    port: 0,
    requestLimitBytes: 1024 * 1024,
    log: silentLog,
    clock: systemClock,
  })
  await listener.start()
  onTestFinished(() => listener.stop())

  const invoke: PanelWorld['invoke'] = async (method, params) =>
    (await bridge.control.invoke(method, params ?? {})) as MethodResult<typeof method>
  const port = Number(new URL((await invoke('status.get')).localMcpUrl).port)
  const portOf = (url: URL) => (url.protocol === 'https:' ? port : Number(url.port))

  const context = await deps.chromium.newContext({ viewport: { width: 1280, height: 900 } })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(25_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  await page.goto(listener.launchUrl())
  await page.locator('h1').first().waitFor()

  return {
    cloudflare,
    dataDir,
    page,
    problems,
    invoke,
    browser: () => createBrowser(portOf),
    async go(hash) {
      await page.evaluate((to) => {
        location.hash = to
      }, hash)
      await page.locator('h1').first().waitFor()
    },
    async connect(name, callback, approve) {
      const provider = createTestProvider({ name, redirectUrl: callback })
      const transport = () =>
        new StreamableHTTPClientTransport(new URL(bridge.mcpUrl()), {
          authProvider: provider,
          fetch: createTunnelFetch(portOf),
        })
      const open = async (): Promise<TestClient> => {
        const client = new Client({ name: 'e2e', version: '1.0.0' })
        onTestFinished(() => client.close())
        await client.connect(transport())
        return faceOf(client)
      }
      await expect(open()).rejects.toThrow(/[Uu]nauthorized/)
      if (!provider.authorizationUrl) throw new Error('the client did not ask for a sign-in')
      const at = await passApproval(provider.authorizationUrl, approve, createBrowser(portOf))
      await transport().finishAuth(at.searchParams)
      return open()
    },
  }
}
