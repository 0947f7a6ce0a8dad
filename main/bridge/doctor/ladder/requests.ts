/** What a request means for the ladder of whoever sent it. */
import type { ObservedRequest } from '../../traffic/observed-request.ts'
import { deadlineOf } from './deadlines.ts'

export type Step =
  | 'foreign-host'
  | 'challenged'
  | 'token-refused'
  | 'turned-away'
  | 'metadata'
  | 'register'
  | 'authorize'
  | 'page'
  | 'resume'
  | 'exchange'
  | 'refresh'
  | 'wrong-path'

/** Paths people type, and older transports have, in place of /mcp. */
const mistakenPath =
  /^\/(?:sse|messages?|mcp\/.*|sse\/.*|(?:api|v1)\/(?:mcp|sse)|mcp[^/]*|MCP)?\/?$/i

const metadataPath =
  /^\/\.well-known\/(?:oauth-protected-resource|oauth-authorization-server|openid-configuration)(?:\/mcp)?$/

/** Our own clients: they have a report of their own. */
export const rehearsalAgent = 'rehearsal'

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'

/**
 * Null for what says nothing about a client: strangers who try paths of other software, clients that
 * try further well-known paths, people who open the address in a browser.
 */
export function stepOf(observed: ObservedRequest): Step | null {
  const { method, path, agent, failure } = observed
  if (agent === rehearsalAgent) return null
  if (failure?.code === 'unknown-origin') return looksLikeClient(observed) ? 'foreign-host' : null
  if (path === '/mcp') return stepAtMcp(observed)
  if (metadataPath.test(path)) return isRead(method) && agent !== 'browser' ? 'metadata' : null
  if (path === '/oauth2/register') return method === 'POST' ? 'register' : null
  if (path === '/oauth2/authorize') return isRead(method) ? 'authorize' : null
  if (path.startsWith('/oauth2/authorize/')) return 'resume'
  if (path.startsWith('/interaction/')) return 'page'
  if (path === '/oauth2/token' && method === 'POST') {
    return observed.grantType === 'refresh_token' ? 'refresh' : 'exchange'
  }
  return looksLikeClient(observed) ? 'wrong-path' : null
}

function stepAtMcp({ method, agent, stream, failure }: ObservedRequest): Step | null {
  if (agent === 'browser' && isRead(method) && !stream) return null
  if (failure?.code === 'token-missing') return 'challenged'
  if (failure?.code === 'token-invalid') return 'token-refused'
  return 'turned-away'
}

/** Somebody who means /mcp: not a browser, not a scanner. ChatGPT also looks at / by GET. */
function looksLikeClient({ method, path, agent, stream }: ObservedRequest): boolean {
  if (path === '/mcp') return agent !== 'browser' || stream
  if (path.startsWith('/.well-known/oauth-')) return agent !== 'browser'
  if (!mistakenPath.test(path)) return false
  return method === 'POST' || stream || (path !== '/' && agent !== 'browser')
}

/** Requests to the endpoint, where a token says who asks. */
export const isAtMcp = (step: Step): boolean =>
  ['challenged', 'token-refused', 'turned-away'].includes(step)

/** Asked by the program itself; the others come from the browser of its user. */
export const isFromProgram = (step: Step): boolean =>
  !['authorize', 'page', 'resume'].includes(step)

/** How long its vendor waits for the answer; null where nobody does. */
export function patienceFor(step: Step): number | null {
  if (step === 'metadata' || step === 'challenged') return deadlineOf('discovery')
  if (step === 'register') return deadlineOf('registration')
  if (step === 'exchange') return deadlineOf('token')
  return step === 'refresh' ? deadlineOf('refresh') : null
}

/** "POST /oauth2/token → 400", without what stands for one sign-in. */
export function requestLine({ method, path, status }: ObservedRequest): string {
  const shown = path.replace(/^(\/interaction|\/oauth2\/authorize)\/.+/, '$1/…')
  return `${method} ${shown} → ${status ?? 'no answer'}`
}
