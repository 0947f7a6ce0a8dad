/**
 * What the doctor is told of a request: enough to say how far a client has come, and nothing that is
 * secret. Who asks is a mark that is good for this start only, and the family of its program.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { familyOf } from '../vendors/user-agents.ts'

/** Who asks: no address and no user agent, only what they have in common with earlier requests. */
export interface CallerMark {
  caller: string
  /** "openai-mcp", "node", "browser"… */
  agent: string
}

/** What was answered, where it is an error of the catalogue. */
export interface RequestFailure {
  code: string
  sentence: string
  action: string
}

export interface ObservedRequest extends CallerMark {
  /** The origin it came to; null when the Host was none of ours. */
  origin: string | null
  /** The Host, where it was none of ours. */
  foreignHost: string | null
  method: string
  path: string
  status: number | null
  durationMs: number
  /** It asked for an event stream, as clients of the older transport do. */
  stream: boolean
  /** The client it says it is, on record or not. */
  clientId: string | null
  /** What a client on record is called. */
  client: string | null
  flow: string | null
  grantType: string | null
  /** The browser was sent back to the client with a code. */
  code: boolean
  /** The error of OAuth, in the answer or in the redirect. */
  oauthError: { error: string; description: string } | null
  failure: RequestFailure | null
}

/** A client that was let in made a call. */
export interface KnownCall {
  clientId: string
  client: string
  vendor: string
  origin: string
  method: string
  ok: boolean
}

/** Of a request, what says who asks. */
export type Asker = Pick<IncomingMessage, 'headers' | 'socket'>

export interface RequestWatch {
  mark: (asker: Asker) => CallerMark
  observed(request: ObservedRequest): void
  /** Costs one lookup once the client is known to work. */
  called(call: KnownCall, asker: Asker): void
}

/** Makes marks under a salt that is kept nowhere. */
export function createCallerMarks(salt = randomBytes(32)): RequestWatch['mark'] {
  return ({ headers, socket }) => {
    const { id: agent, isCloud = false } = familyOf(headers['user-agent'] ?? '')
    const address = isCloud ? '' : (forwarded(headers) ?? socket.remoteAddress ?? '')
    const mark = createHmac('sha256', salt).update(`${agent} ${address}`).digest('base64url')
    return { agent, caller: mark.slice(0, 16) }
  }
}

/** Everything comes from loopback; what forwards it says from where. */
function forwarded(headers: IncomingMessage['headers']): string | undefined {
  const said = headers['cf-connecting-ip'] ?? headers['x-forwarded-for']
  return (Array.isArray(said) ? said[0] : said)?.split(',', 1)[0]?.trim()
}
