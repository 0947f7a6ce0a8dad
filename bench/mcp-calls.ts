/** Requests of both protocol eras. */
import type { Target } from './load.ts'

export type Era = '2026-07-28' | '2025-11-25'

export function toolCall(
  url: string,
  era: Era,
  name: string,
  args: () => Record<string, unknown>,
  token?: string,
): Target {
  const params = () => ({ name, arguments: args() })
  return request(url, era, { method: 'tools/call', name, params, token })
}

export const toolsList = (url: string, era: Era, token: string): Target =>
  request(url, era, { method: 'tools/list', params: () => ({}), token })

interface Asked {
  method: string
  /** Of the tool. */
  name?: string
  params: () => Record<string, unknown>
  token?: string | undefined
}

function request(url: string, era: Era, { method, name, params, token }: Asked): Target {
  let id = 0
  const isModern = era === '2026-07-28'
  const meta = isModern && {
    _meta: {
      'io.modelcontextprotocol/protocolVersion': era,
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  }
  return {
    url,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': era,
      ...(isModern && { 'mcp-method': method }),
      ...(isModern && name !== undefined && { 'mcp-name': name }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    // Each with an id of its own: the same request twice within a second is answered from the first.
    body: () => {
      id += 1
      return JSON.stringify({ jsonrpc: '2.0', id, method, params: { ...params(), ...meta } })
    },
    check: (answer) => {
      if (!answer.includes('"result"') || answer.includes('"isError":true')) {
        throw new Error(`${name ?? method}: ${answer.slice(0, 300)}`)
      }
    },
  }
}
