/** tools/call requests of both protocol eras. */
import type { Target } from './load.ts'

export type Era = '2026-07-28' | '2025-11-25'

export function toolCall(
  url: string,
  era: Era,
  name: string,
  args: () => Record<string, unknown>,
  token?: string,
): Target {
  let id = 0
  const meta =
    era === '2026-07-28'
      ? {
          _meta: {
            'io.modelcontextprotocol/protocolVersion': era,
            'io.modelcontextprotocol/clientCapabilities': {},
          },
        }
      : {}
  return {
    url,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': era,
      ...(era === '2026-07-28' && { 'mcp-method': 'tools/call', 'mcp-name': name }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: () => {
      id += 1
      const params = { name, arguments: args(), ...meta }
      return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params })
    },
    check: (answer) => {
      if (!answer.includes('"result"') || answer.includes('"isError":true')) {
        throw new Error(`${name}: ${answer.slice(0, 300)}`)
      }
    },
  }
}
