/** What the parts of the bridge tell the recorder; it does the redacting, so they need not. */

export type TrafficKind = 'http' | 'oauth' | 'mcp' | 'tunnel' | 'link'

export interface TrafficStart {
  kind: TrafficKind
  via: 'public' | 'loopback' | 'local' | 'bridge'
  method: string
  target: string
  client?: string | null
  clientId?: string | null
  participant?: string | null
  flow?: string | null
  bytesIn?: number
  request?: TrafficSide | undefined
}

export interface TrafficSide {
  url?: string
  headers?: Iterable<readonly [string, string]>
  body?: string | undefined
  bodyBytes?: number
}

export interface TrafficEnd {
  status?: number | null
  outcome: 'ok' | 'refused' | 'failed'
  code?: string | null
  bytesOut?: number
  /** What became known on the way. */
  client?: string | null
  clientId?: string | null
  participant?: string | null
  flow?: string | null
  response?: TrafficSide | undefined
}

/** Never throws and never waits: recording costs the hot path one object. */
export interface TrafficRecorder {
  /** Something has begun; call the returned function once when it ends. */
  begin(start: TrafficStart): (end: TrafficEnd) => void
  /** Something that has no length. */
  note(event: TrafficStart & TrafficEnd): void
}
