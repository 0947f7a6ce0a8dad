/** A server of MCP Events, as the black-box cases know it: its /mcp, a way to make something happen, time, and a restart. */
import type { FakeCallback } from '../../fakes/callback/callback.ts'

export interface Answer {
  result?: Record<string, unknown>
  error?: { code: number; message: string; data?: { reason?: string } }
}

export interface Target {
  call(method: string, params: object, as?: 'chatgpt' | 'claude'): Promise<Answer>
  /** A callback it can reach. */
  callback: FakeCallback
  /** Something happens that every subscription without a filter hears of. */
  publish(): Promise<void>
  /** Milliseconds go by, and what has become due is sent. */
  pass(ms: number): Promise<void>
  /** The process ends and comes back with what it had on the disk. */
  restart(): Promise<void>
}

const version = '2026-07-28'

/** A request as a client of 2026-07-28 makes it. */
export async function request(
  url: string,
  token: string,
  method: string,
  params: object,
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': version,
      'mcp-method': method,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        ...params,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': version,
          'io.modelcontextprotocol/clientInfo': { name: 'black-box', version: '1' },
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    }),
  })
  return (await response.json()) as Answer
}
