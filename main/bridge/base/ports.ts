/**
 * What the bridge asks of its host. Both hosts (Electron, plain Node) implement these, and tests
 * hand in their own; nothing inside the bridge reaches for time, secrets or the log by itself.
 */

/** Time. Milliseconds since the epoch. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** One line of the log. Fields must already be free of secrets and message text. */
export interface Log {
  debug(event: string, fields?: Record<string, unknown>): void
  info(event: string, fields?: Record<string, unknown>): void
  warn(event: string, fields?: Record<string, unknown>): void
  error(event: string, fields?: Record<string, unknown>): void
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** Where secrets are kept, as the owner is told it. */
export interface SecretPlace {
  kind: 'keychain' | 'file'
  /** Plain words for the owner: "macOS Keychain", "a file only you can read: …". */
  description: string
  /** Set when secrets are weaker protected than they could be; one plain sentence. */
  warning?: string
}

/** Named secrets, each a single-line string. */
export interface SecretStore {
  readonly place: SecretPlace
  get(name: string): Promise<string | undefined>
  set(name: string, value: string): Promise<void>
  delete(name: string): Promise<void>
}

/** What a start is at, for whoever waits for it. */
export interface Stages {
  /** Said when it takes long. */
  enter(what: string): void
  /** Said at once: for work in which no timer fires. */
  announce(what: string): void
}
