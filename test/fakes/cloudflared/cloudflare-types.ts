/** What the pretended Cloudflare knows, and what a test can change in it. */
import type { Socket } from 'node:net'

export interface FakeTunnel {
  id: string
  hostname: string
  secret: string
  account: string
  quick: boolean
  /** When its last connector went away; quick tunnels are forgotten some time after. */
  idleSince: number | null
}

export interface Connector {
  id: string
  tunnelId: string
  origin: string
  protocol: string
  socket: Socket
}

export type QuickAnswers = 'ok' | '429-text' | '429-json' | '500' | 'empty' | 'hang'
export type PublicAnswers = 'ok' | 'hang' | 'impostor' | 502 | 524 | 429 | 530 | 404

export interface PublicAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

export interface FakeCloudflare {
  tunnels: Map<string, FakeTunnel>
  connectors: Set<Connector>
  /** Requests the quick service got, and tunnels it made. */
  quick: { answers: QuickAnswers; requests: number; made: number; retryAfter: string | null }
  publicAnswers: PublicAnswers
  /** Changes what the bridge answers, as a proxy or a rule in between would. */
  meddle: ((request: { method: string; path: string }, answer: PublicAnswer) => PublicAnswer) | null
  online: boolean
  udpBlocked: boolean
  tcpBlocked: boolean
  /** Refused at registration with this text. */
  refusal: string | null
  /** So many lookups of a fresh name still say "no such name". */
  spreadingLookups: number
  lookups: string[]
  /** Quick tunnels without a connector are deleted after this long, by the clock handed in. */
  forgetAfterMs: number
  registrations: Array<{ tunnelId: string; protocol: string }>
  forget(tunnelId: string): void
  /** Cuts every connection between connectors and the edge. */
  dropConnections(): void
  endpoints: {
    quickService: string
    doh: string[]
    control: string
    edgePort: number
    edgeCa: string
  }
  /** For FAKE_EDGE in the environment of the double. */
  edgeTcpPort: number
  stop(): Promise<void>
}
