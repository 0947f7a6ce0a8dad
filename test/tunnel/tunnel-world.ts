/**
 * One computer with a bridge and a tunnel, and a pretended Cloudflare around it. Everything of the
 * tunnel is real: processes, signals, sockets, TLS, files. Only durations are shorter.
 */
import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SecretStore } from '../../main/bridge/base/ports.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import type { Timings } from '../../main/bridge/tunnel/timings.ts'
import { createTunnel } from '../../main/bridge/tunnel/tunnel.ts'
import type {
  Tunnel,
  TunnelDeps,
  TunnelEvent,
  TunnelState,
  TunnelStatus,
} from '../../main/bridge/tunnel/types.ts'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { type FakeCloudflare } from '../fakes/cloudflared/cloudflare-types.ts'
import { listen, portOf, shut } from '../fakes/cloudflared/listening.ts'

export const fakeCloudflared = fileURLToPath(
  new URL('../fakes/cloudflared/cloudflared.mjs', import.meta.url),
)

/** What FAKE_CLOUDFLARED may say; see cloudflared.mjs. */
interface Scenario {
  /** Of cloudflared's own waits. */
  scale?: number
  split?: boolean
  silent?: boolean
  ipv6?: boolean
  ignoreSigterm?: boolean
  crashAfterMs?: number
  exitCode?: number
  edgeLookupFails?: boolean
  unknownFlags?: string[]
  version?: string
}

/** Short, but long enough for a busy machine to start a process. */
export const quickTimings: Timings = {
  tickMs: 20,
  quicSilenceMs: 8_000,
  http2SilenceMs: 8_000,
  quicRetryMs: 6 * 3_600_000,
  verifyEveryMs: 30,
  freshNameMs: 60_000,
  probeEveryMs: 60,
  probeRetryMs: 30,
  probeTimeoutMs: 3_000,
  callProvesMs: 3_600_000,
  readyEveryMs: 30,
  notReadyMs: 150,
  unauthorizedSpanMs: 100,
  clockJumpMs: 60_000,
  healthyMs: 60_000,
  graceMs: 1_000,
  killAfterMs: 300,
  restartMs: [10, 20, 40],
  creationWaitMs: [300, 600],
  creationWindowMs: 3_600_000,
  creationsPerWindow: 10,
  quickServiceMs: 2_000,
}

export interface World {
  cloudflare: FakeCloudflare
  dataDir: string
  secrets: SecretStore & { values: Map<string, string> }
  clock: { now(): number; jump(ms: number): void }
  /** Log of every event of every tunnel made here, in order. */
  events: TunnelEvent[]
  stories(): string[]
  scenario(next: Scenario): Promise<void>
  tunnel(over?: Partial<TunnelDeps> & { timings?: Partial<Timings> }): Tunnel
  /** Closes the local server, as a crash of it would. */
  bridgeDown(): Promise<void>
  bridgeUp(): Promise<void>
  localPort(): number
  env: Record<string, string>
  stop(): Promise<void>
}

export async function createWorld(): Promise<World> {
  let offset = 0
  const clock = { now: () => Date.now() + offset, jump: (ms: number) => void (offset += ms) }
  const cloudflare = await startFakeCloudflare(() => clock.now())
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-tunnel-'))
  const scenarioFile = join(dataDir, 'scenario.json')
  await writeFile(scenarioFile, '{"scale":0.02}')
  const proof = (nonce: string) => createHmac('sha256', 'key').update(nonce).digest('base64url')
  const bridge = createServer((req, res) => {
    const nonce = new URL(req.url ?? '/', 'http://bridge').searchParams.get('nonce') ?? ''
    res.writeHead(200, { 'content-type': 'application/json', connection: 'close' })
    res.end(JSON.stringify({ status: 'ok', proof: proof(nonce) }))
  })
  await listen(bridge)
  const port = portOf(bridge)
  const values = new Map<string, string>()
  const secrets = {
    values,
    place: { kind: 'file' as const, description: 'a map in memory' },
    get: async (name: string) => values.get(name),
    set: async (name: string, value: string) => void values.set(name, value),
    delete: async (name: string) => void values.delete(name),
  }
  const events: TunnelEvent[] = []
  const tunnels: Tunnel[] = []
  const env = {
    // The double is a script for "node": the very node that runs the tests.
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    HOME: dataDir,
    CLOUDFLARED_BIN: fakeCloudflared,
    FAKE_EDGE: String(cloudflare.edgeTcpPort),
    FAKE_CLOUDFLARED: scenarioFile,
    TUNNEL_URL: 'http://127.0.0.1:1/must-not-be-seen',
  }

  return {
    cloudflare,
    dataDir,
    secrets,
    clock,
    events,
    env,
    localPort: () => port,
    stories: () => events.flatMap((event) => (event.type === 'story' ? [event.text] : [])),
    scenario: (next) => writeFile(scenarioFile, JSON.stringify({ scale: 0.02, ...next })),
    tunnel({ timings, ...over } = {}) {
      const tunnel = createTunnel({
        mode: 'quick',
        secrets,
        dataDir,
        clock,
        log: silentLog,
        fetch,
        spawn,
        env,
        platform: process.platform,
        arch: process.arch,
        localPort: () => port,
        checkProof: (nonce, given) => given === proof(nonce),
        ...over,
        settings: {
          endpoints: cloudflare.endpoints,
          timings: { ...quickTimings, ...timings },
          ...over.settings,
        },
      })
      tunnel.onEvent((event) => events.push(event))
      tunnels.push(tunnel)
      return tunnel
    },
    async bridgeDown() {
      await shut(bridge)
    },
    bridgeUp: () => listen(bridge, port),
    async stop() {
      await Promise.all(tunnels.map((tunnel) => tunnel.stop({ everything: true })))
      if (bridge.listening) await shut(bridge)
      await cloudflare.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Resolves with the status once it fits; the test's own time limit ends a wait in vain. */
export function untilStatus(
  tunnel: Tunnel,
  fits: (status: TunnelStatus) => boolean,
): Promise<TunnelStatus> {
  return until(() => (fits(tunnel.status()) ? tunnel.status() : null))
}

export const untilState = (tunnel: Tunnel, state: TunnelState): Promise<TunnelStatus> =>
  untilStatus(tunnel, (status) => status.state === state)

export const hasCause =
  (code: string) =>
  (status: TunnelStatus): boolean =>
    status.lastError?.code === code

/** Starts a tunnel and waits until it is ready. */
export async function readyTunnel(world: World, over: Parameters<World['tunnel']>[0] = {}) {
  const tunnel = world.tunnel(over)
  await tunnel.start()
  const { publicUrl, cloudflared } = await untilState(tunnel, 'ready')
  return { tunnel, publicUrl, pid: cloudflared?.pid }
}

/** Looks until there is something to give; polling, since some of what is awaited has no event. */
export async function until<T>(
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The stories of the double's processes that still run with this data folder. */
export async function processesOf(dataDir: string): Promise<string[]> {
  const child = spawn('ps', ['-eo', 'pid,args'], { stdio: ['ignore', 'pipe', 'ignore'] })
  let text = ''
  child.stdout.setEncoding('utf8')
  for await (const chunk of child.stdout) text += String(chunk)
  return text
    .split('\n')
    .filter((line) => line.includes('cloudflared.mjs tunnel ') && line.includes(dataDir))
}
