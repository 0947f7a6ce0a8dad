/** Which step of a sign-in, or of MCP, a request is. */
import { isVendorOrigin } from '../../vendors/guess.ts'
import { redactUrl } from '../../traffic/redact-fields.ts'
import { formFields, jsonObject, type Exchange } from './exchange.ts'

export type StepKind =
  | 'resource-metadata'
  | 'server-metadata'
  | 'register'
  | 'authorize'
  | 'page'
  | 'way-back'
  | 'token'
  | 'mcp'
  | 'vendor'

export interface Step extends Exchange {
  kind: StepKind
}

/** The makers' own sign-ins, with which people come to ChatGPT and Claude. */
const vendorLogin = /(?:^|\.)openai\.com$|^(?:console|platform)\.(?:anthropic|claude)\.com$/
const vendorConnector = /connector|mcp|plugin|\baip\b|oauth/i
const pagePath = /^\/(?:interaction\/|u\/|login|decision|error|authorize\/resume)/

/** Undefined for what is none. `signInHosts`: where a sign-in was led to so far. */
export function stepKind(
  exchange: Exchange,
  signInHosts: ReadonlySet<string>,
): StepKind | undefined {
  const { url, method } = exchange
  const path = url.pathname
  if (vendorLogin.test(url.hostname)) return undefined
  if (path.includes('/.well-known/oauth-protected-resource')) return 'resource-metadata'
  if (/\/\.well-known\/(?:oauth-authorization-server|openid-configuration)/.test(path)) {
    return 'server-metadata'
  }
  if (isWayBack(exchange)) return 'way-back'
  if (isVendorOrigin(url.origin)) {
    return /^\/(?:backend-api|api)\//.test(path) && vendorConnector.test(path)
      ? 'vendor'
      : undefined
  }
  if (isAuthorize(exchange)) return 'authorize'
  if (method !== 'GET' && /\/register\/?$/.test(path)) return 'register'
  if (method !== 'GET' && (/\/token\/?$/.test(path) || formFields(exchange).has('grant_type'))) {
    return 'token'
  }
  if (/\/(?:mcp|sse)\/?$/.test(path) || jsonObject(exchange.body)?.['jsonrpc'] !== undefined) {
    return 'mcp'
  }
  return pagePath.test(path) && signInHosts.has(url.host) ? 'page' : undefined
}

function isAuthorize({ url, method }: Exchange): boolean {
  const { searchParams: query, pathname } = url
  const asks = query.has('client_id') && (query.has('response_type') || query.has('redirect_uri'))
  return method === 'GET' && (asks || pathname.endsWith('/oauth2/authorize'))
}

/** RFC 6749 §4.1.2: the browser comes back with a code or an error. */
function isWayBack({ url }: Exchange): boolean {
  const { searchParams: query, pathname } = url
  if (!query.has('code') && !query.has('error')) return false
  return query.has('state') || /callback|redirect|\/connector\/oauth\//.test(pathname)
}

const labels: Record<StepKind, string> = {
  'resource-metadata': 'Resource metadata',
  'server-metadata': 'Server metadata',
  register: 'Registration',
  authorize: 'Sign-in begun',
  page: 'Sign-in page',
  'way-back': 'Way back',
  token: 'Tokens',
  mcp: 'MCP',
  vendor: "The client's own service",
}

/** The request in one line, without its query, which is full of secrets. */
export function stepTitle({ kind, method, url, status }: Step): string {
  const answer = status === 0 ? 'no answer' : String(status)
  return `${labels[kind]}: ${method} ${addressOf(url)} → ${answer}`
}

/** An address without its query. */
export const addressOf = (url: URL): string => redactUrl(url.origin + url.pathname)
