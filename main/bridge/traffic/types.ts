/** What the parts of the bridge tell the recorder; it does the redacting, so they need not. */
import type { KeptHeaders } from './kept-headers.ts'

export type TrafficKind = 'http' | 'oauth' | 'mcp' | 'tunnel' | 'link' | 'event'
export type TrafficVia = 'public' | 'loopback' | 'local' | 'bridge'
export type TrafficOutcome = 'ok' | 'refused' | 'failed'

export interface TrafficStart {
  kind: TrafficKind
  via: TrafficVia
  method: string
  target: string
  client?: string | null
  clientId?: string | null
  participant?: string | null
  flow?: string | null
  /** Of the body. */
  bytesIn?: number
  request?: TrafficSide | undefined
  /** `performance.now()` at which it arrived, when that was before it could be told. */
  startedAt?: number
}

export interface TrafficSide {
  url?: string
  /** From `keepHeaders`. */
  headers?: KeptHeaders | undefined
  /** The text as it crossed; long ones are cut. Left out for what is no text. */
  body?: string | undefined
  /** `body` is only the beginning. */
  cut?: boolean
}

export interface TrafficEnd {
  status?: number | null
  outcome: TrafficOutcome
  code?: string | null
  bytesIn?: number
  bytesOut?: number
  /** What became known on the way. */
  client?: string | null
  clientId?: string | null
  participant?: string | null
  flow?: string | null
  request?: TrafficSide | undefined
  response?: TrafficSide | undefined
}

/** Never throws and never waits: recording costs the hot path one object. */
export interface TrafficRecorder {
  /** Something has begun; call the returned function once when it ends. */
  begin(start: TrafficStart): (end: TrafficEnd) => void
  /** Something that is over when it is told. */
  note(event: TrafficStart & TrafficEnd): void
  /**
   * The headers in a form that can be kept: without credentials, and one copy for all requests of a
   * connection that carry the same. `raw` is as node:http gives it: name, value, name, value…
   */
  keepHeaders(connection: object, raw: readonly string[]): KeptHeaders
}
