/** What a host hands to the bridge, and the one face it gets back. */
import type { Control } from '../../contract.ts'
import type { Clock, Log, SecretStore, Stages } from '../base/ports.ts'
import type { AddressChoice, PublicAddress } from '../address/public-address.ts'
import type { Poster } from '../events/poster.ts'
import type { ProxyFor } from '../base/proxies.ts'
import type { MakeKeyPair } from '../oauth/tokens/make-key-pair.ts'
import type { SettingsStore } from '../settings/settings.ts'

export interface BridgeOptions {
  dataDir: string
  socketPath: string
  secrets: SecretStore
  /** What the owner chose; opened by the host, changed by the panel and the parts. */
  settings: SettingsStore
  /** 0 takes a free port. */
  port: number
  /** How the bridge gets its public address. */
  address: AddressChoice
  env: NodeJS.ProcessEnv
  /** Which proxy an address is asked through; none when left out. */
  proxyFor?: ProxyFor
  /** How a program on this computer starts its stdio link. */
  linkCommand: { command: string; args: string[]; env?: Record<string, string> }
  /** Whether the desktop shows tray icons; left out where there is none. */
  hasTray?: () => boolean
  /** Asks the host to end the bridge; it then calls `stop`. */
  requestStop: () => void
  /** What carries events to callbacks; the one for public addresses when left out. */
  poster?: Poster
  /** Where fresh signing keys come from; RSA of Node when left out. */
  makeKeyPair?: MakeKeyPair
  version: string
  clock: Clock
  log: Log
  /** Hears what the start is at; nobody when left out. */
  stages?: Stages
}

export interface Bridge {
  /** Where the host serves the panel, and how to make a link that opens it. */
  setPanel(panel: { url: string; link: () => string }): void
  control: Control
  /** The address to give to MCP clients. */
  mcpUrl(): string
  address: Pick<PublicAddress, 'status' | 'onChange' | 'lookAgain'>
  /** Lets go of memory that only made things faster, when nothing is going on. */
  releaseMemory(): void
  stop(): Promise<void>
}
