/** What the supervisor knows at one moment; the table of causes decides from this alone. */
import type { CreationProblem } from './creations.ts'
import type { ProbeResult } from './probe.ts'
import type { Protocol } from './types.ts'

/** How a process ended: what its last words were, not only its code. */
export interface ChildEnd {
  code: number | null
  signal: NodeJS.Signals | null
  /** We asked for it. */
  asked: boolean
  unknownFlag: string | null
  tokenInvalid: boolean
  metricsPortBusy: boolean
  edgeLookupFailed: boolean
  refused: string | null
  /** The program could not be started at all. */
  startError: string | null
}

export interface Observation {
  /** The kind of address: only a quick identity can be replaced. */
  replaceable: boolean
  /** Null while the process runs, or where there is none. */
  end: ChildEnd | null
  creation: CreationProblem | null
  protocol: Protocol
  /** Milliseconds since the process was started. */
  ageMs: number
  /** It has had a connection to the edge since it was started. */
  everRegistered: boolean
  unauthorized: { count: number; spanMs: number; reason: string }
  /** /ready answers 503 for this long; 0 while it answers 200. */
  notReadyMs: number
  /** Milliseconds since the name was created; unknown age counts as old. */
  nameAgeMs: number
  probe: ProbeResult | null
  /** Probes failed one after the other. */
  probeFailures: number
  /** Null where nobody asked yet. */
  online: boolean | null
  /** Just woken up: cloudflared's own timers are too slow to wait for. */
  woken: boolean
}
