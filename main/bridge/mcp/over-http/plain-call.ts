/**
 * Which requests to /mcp are plain: one message, nothing in it or in its headers but what such a
 * message needs. Whatever is unusual, and so might mean something, is left to the SDK.
 */
import type { IncomingHttpHeaders } from 'node:http'
import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  SUPPORTED_PROTOCOL_VERSIONS,
} from '@modelcontextprotocol/server'
import { isObject } from '../../base/is-object.ts'

export type PlainMethod = 'ping' | 'server/discover' | 'tools/call' | 'tools/list'

export interface PlainCall {
  method: PlainMethod
  id: string | number
  /** Of the tool; empty for other methods. */
  name: string
  input: Record<string, unknown> | undefined
  /** Whether the client asked for progress. */
  progress: boolean
  /** In the initialize era the version in the header; since 2026-07-28 the whole claim about the client. */
  envelope: string
  era: 'initialize' | '2026-07-28'
}

const modernVersion = '2026-07-28'
/** Keys the protocol gives a meaning to; those of clients and their frameworks have other prefixes. */
const protocolPrefix = 'io.modelcontextprotocol/'
const claimed = [PROTOCOL_VERSION_META_KEY, CLIENT_INFO_META_KEY, CLIENT_CAPABILITIES_META_KEY]
/** Longer claims are read by the SDK each time, so that remembering one costs little. */
const longestEnvelope = 2_048

/** The request as a plain call, or undefined when the SDK is to read it. */
export function plainCallIn(headers: IncomingHttpHeaders, body: unknown): PlainCall | undefined {
  if (!isObject(body) || !only(body, ['jsonrpc', 'id', 'method', 'params'])) return undefined
  const { jsonrpc, id, method, params = {} } = body
  if (jsonrpc !== '2.0' || !isId(id) || !isPlainMethod(method) || !isObject(params))
    return undefined
  const { name, arguments: input, _meta: meta = {} } = params
  if (!isObject(meta)) return undefined
  const tool = method === 'tools/call'
  if (!only(params, tool ? ['name', 'arguments', '_meta'] : ['_meta'])) return undefined
  if (tool && typeof name !== 'string') return undefined
  if (input !== undefined && !(isObject(input) && !Object.hasOwn(input, '__proto__'))) {
    return undefined
  }
  const { progressToken } = meta
  if (progressToken !== undefined && !isId(progressToken)) return undefined
  const era = eraOf(headers, meta)
  const call = {
    method,
    id,
    name: tool ? (name as string) : '',
    input,
    progress: progressToken !== undefined,
  }
  if (era === undefined || !headersAgree(headers, era, call)) return undefined
  const envelope = envelopeOf(headers, meta, era)
  return envelope.length <= longestEnvelope ? { ...call, era, envelope } : undefined
}

function isPlainMethod(method: unknown): method is PlainMethod {
  return (
    method === 'tools/call' ||
    method === 'tools/list' ||
    method === 'server/discover' ||
    method === 'ping'
  )
}

const isId = (id: unknown): id is string | number =>
  typeof id === 'string' || Number.isSafeInteger(id)

function only(value: Record<string, unknown>, keys: readonly string[]): boolean {
  for (const key in value) if (!keys.includes(key)) return false
  return true
}

/** By what the message claims of itself; undefined when it means more than a plain call may. */
function eraOf(
  headers: IncomingHttpHeaders,
  meta: Record<string, unknown>,
): PlainCall['era'] | undefined {
  let claims = false
  for (const key in meta) {
    if (claimed.includes(key)) claims = true
    else if (key.startsWith(protocolPrefix)) return undefined
  }
  if (!claims)
    return isInitializeVersion(headers['mcp-protocol-version']) ? 'initialize' : undefined
  // Which claims there have to be is for the SDK to say; the lane takes those that it took.
  return meta[PROTOCOL_VERSION_META_KEY] === modernVersion ? modernVersion : undefined
}

/** Without the header the version was agreed on when the client connected. */
const isInitializeVersion = (version: unknown): boolean =>
  version === undefined ||
  (typeof version === 'string' &&
    version !== modernVersion &&
    SUPPORTED_PROTOCOL_VERSIONS.includes(version))

/** SEP-2243: the headers repeat what the body says. The initialize era has none of them. */
function headersAgree(
  headers: IncomingHttpHeaders,
  era: PlainCall['era'],
  { method, name }: { method: PlainMethod; name: string },
): boolean {
  const { 'mcp-method': named, 'mcp-name': tool, 'mcp-protocol-version': version } = headers
  if (era === 'initialize') {
    return named === undefined && tool === undefined && method !== 'server/discover'
  }
  return (
    version === modernVersion &&
    named === method &&
    method !== 'ping' &&
    tool === (method === 'tools/call' ? name : undefined)
  )
}

function envelopeOf(
  headers: IncomingHttpHeaders,
  meta: Record<string, unknown>,
  era: PlainCall['era'],
): string {
  if (era === 'initialize') return String(headers['mcp-protocol-version'])
  // Named, so that a claim that is missing does not pass for one that is null.
  return JSON.stringify({
    info: meta[CLIENT_INFO_META_KEY],
    capabilities: meta[CLIENT_CAPABILITIES_META_KEY],
  })
}
