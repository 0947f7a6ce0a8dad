/** Gathers from cloudflared's lines what the supervisor wants to know of the process. */
import { createLineJoiner, readLine, type LineMeaning } from './log-lines.ts'
import { redactLine } from './redact-line.ts'
import type { Protocol } from './types.ts'

export interface ChildFacts {
  metricsPort: number | null
  connectorId: string | null
  registered: Protocol | null
  everRegistered: boolean
  /** The last connection was lost and none has come since. */
  lost: boolean
  /** Times of refusals since the last connection. */
  unauthorized: number[]
  unauthorizedReason: string
  refused: string | null
  unknownFlag: string | null
  tokenInvalid: boolean
  metricsPortBusy: boolean
  edgeLookupFailed: boolean
  stopping: boolean
}

export interface FactCollector {
  facts: ChildFacts
  push: (chunk: string) => void
  end: () => void
  /** The last lines, redacted. */
  lines: () => string[]
}

const keptLines = 200

export function createFactCollector(deps: {
  now: () => number
  secrets: readonly string[]
  onFact: (meaning: LineMeaning) => void
}): FactCollector {
  const { now, secrets, onFact } = deps
  const facts: ChildFacts = {
    metricsPort: null,
    connectorId: null,
    registered: null,
    everRegistered: false,
    lost: false,
    unauthorized: [],
    unauthorizedReason: '',
    refused: null,
    unknownFlag: null,
    tokenInvalid: false,
    metricsPortBusy: false,
    edgeLookupFailed: false,
    stopping: false,
  }
  const lines: string[] = []
  const joiner = createLineJoiner((line) => {
    lines.push(redactLine(line, secrets))
    if (lines.length > keptLines) lines.shift()
    const meaning = readLine(line)
    if (!meaning) return
    note(facts, meaning, now())
    onFact(meaning)
  })
  return { facts, push: joiner.push, end: joiner.end, lines: () => [...lines] }
}

function note(facts: ChildFacts, meaning: LineMeaning, at: number): void {
  switch (meaning.kind) {
    case 'registered':
      Object.assign(facts, {
        registered: meaning.protocol,
        everRegistered: true,
        lost: false,
        unauthorized: [],
      })
      break
    case 'lost':
      Object.assign(facts, { registered: null, lost: facts.everRegistered })
      break
    case 'unauthorized':
      facts.unauthorized.push(at)
      facts.unauthorizedReason = meaning.reason
      break
    case 'refused':
      facts.refused = meaning.reason
      break
    case 'metrics':
      facts.metricsPort = meaning.port
      break
    case 'connector':
      facts.connectorId = meaning.id
      break
    case 'unknown-flag':
      facts.unknownFlag = meaning.flag
      break
    case 'token-invalid':
      facts.tokenInvalid = true
      break
    case 'metrics-port-busy':
      facts.metricsPortBusy = true
      break
    case 'edge-lookup-failed':
      facts.edgeLookupFailed = true
      break
    case 'stopping':
      facts.stopping = true
      break
    case 'quic-dial-failed':
    case 'edge-dial-failed':
    case 'quick-service-failed':
      break
  }
}
