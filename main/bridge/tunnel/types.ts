/**
 * The words of the tunnel: what it is asked to be, what it says of itself, and what it tells those
 * who depend on the address.
 */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import type { ErrorCode } from '../base/errors.ts'
import type { Clock, Log, SecretStore } from '../base/ports.ts'
import type { ProxyFor } from '../base/proxies.ts'
import type { Timings } from './timings.ts'

/** Who provides the address. */
export type TunnelMode = 'quick' | 'named' | 'own-url' | 'off'

export type TunnelState =
  'stopped' | 'starting' | 'connecting' | 'verifying' | 'ready' | 'degraded' | 'waiting' | 'failed'

export type Protocol = 'quic' | 'http2'

/** What went wrong, in words for the owner. `code` is also the documentation page. */
export interface TunnelProblem {
  code: ErrorCode
  /** A few words: "Cloudflare forgot the tunnel". */
  cause: string
  sentence: string
  action: string
  /** ISO time at which it was first seen. */
  at: string
}

export interface TunnelStatus {
  mode: TunnelMode
  state: TunnelState
  /** ISO time since which the state holds. */
  since: string
  hostname: string | null
  publicUrl: string | null
  /** How long this kind of address lives, in honest words. */
  stability: string
  lastProbe: {
    at: string
    ok: boolean
    tookMs: number
    detail: string
    /** How it was reached: as the internet does, only from this network, or by a client's call. */
    by: 'outside' | 'inside' | 'call'
  } | null
  lastError: TunnelProblem | null
  /** `until` is null where nobody can know, as when the computer is offline. */
  waiting: { reason: string; until: string | null } | null
  protocol: Protocol | null
  cloudflared: { path: string; version: string; pid: number | null } | null
}

export type TunnelEvent =
  | { type: 'state'; status: TunnelStatus }
  | { type: 'address-changed'; previous: string | null; current: string; reason: string }
  /** One line of the tunnel's own history, for people. */
  | { type: 'story'; at: string; text: string }

export interface Tunnel {
  /**
   * Reads what is stored, so that `publicUrl` is true at once, then works in the background. After
   * `failed` it begins anew.
   */
  start(signal?: AbortSignal): Promise<void>
  /** Ends the process too; in keeper mode it goes on, unless `everything` is asked for. */
  stop(options?: { everything?: boolean }): Promise<void>
  status(): TunnelStatus
  /** The address as known now, reachable or not. */
  publicUrl(): string | null
  onEvent(listener: (event: TunnelEvent) => void): () => void
  /** The computer woke up or was unlocked. */
  notifyResume(): void
  notifyNetworkChange(): void
}

export type Spawn = (command: string, args: string[], options: SpawnOptions) => ChildProcess
export type Fetch = typeof globalThis.fetch

export interface TunnelSettings {
  /** An explicit path; CLOUDFLARED_BIN in the environment comes next. */
  binary?: string | undefined
  /** The name of a named tunnel; its token is in the secret store. */
  hostname?: string | undefined
  /** Own URL: where somebody else forwards to the bridge. */
  publicUrl?: string | undefined
  /** cloudflared goes on while the app is closed. */
  keeper?: boolean | undefined
  /** A server may be asked whether this computer is online; left out, it may. */
  connectivityCheck?: boolean | undefined
  /** Where the installer put its own programs. */
  resourcesDir?: string | undefined
  /** A node_modules folder in which the npm package `cloudflared` may be. */
  modulesDir?: string | undefined
  timings?: Partial<Timings> | undefined
  endpoints?: Partial<Endpoints> | undefined
}

/** The servers on the internet the tunnel talks to. */
export interface Endpoints {
  quickService: string
  doh: readonly string[]
  /** Answers anybody with 200 or 204: tells "offline" from "Cloudflare has a problem". */
  control: string
  /** Port and trust of the public side; differs only where a test plays the internet. */
  edgePort: number
  edgeCa: string | undefined
}

export interface TunnelDeps {
  mode: TunnelMode
  secrets: SecretStore
  dataDir: string
  clock: Clock
  log: Log
  fetch: Fetch
  spawn: Spawn
  env: NodeJS.ProcessEnv
  /** Which proxy the public address is asked through; none when left out. */
  proxyFor?: ProxyFor | undefined
  platform: NodeJS.Platform
  arch: string
  /** The port of the public listener; asked at each start of cloudflared. */
  localPort: () => number
  /** Whether /healthz answered our nonce with the proof only this bridge can make. */
  checkProof: (nonce: string, proof: string) => boolean
  /** When a client last made a call through this address; null for never. */
  lastCall?: ((publicUrl: string) => number | null) | undefined
  /** The system's resolver, for an address of the owner's own; differs only in tests. */
  lookup?: ((hostname: string) => Promise<string[]>) | undefined
  settings?: TunnelSettings | undefined
}
