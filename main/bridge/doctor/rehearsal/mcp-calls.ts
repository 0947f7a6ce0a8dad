/** Calls to /mcp as the two vendors make them: ChatGPT in the stateless era, Claude after initialize. */
import { z } from 'zod'
import { refused, resourceOf, type Scene } from './scene.ts'

export interface RpcCall {
  method: string
  params: Record<string, unknown>
}

const modern = '2026-07-28'
const legacy = '2025-11-25'

export const initialize: RpcCall = {
  method: 'initialize',
  params: {
    protocolVersion: legacy,
    capabilities: {},
    clientInfo: { name: 'drawbridge-rehearsal', version: '1' },
  },
}

const answerSchema = z.object({
  result: z.looseObject({}).optional(),
  error: z.looseObject({ message: z.string() }).optional(),
})

/** One request, in the era of the client that is rehearsed. */
export function postMcp(scene: Scene, call: RpcCall, token: string | null): Promise<Response> {
  const isModern = scene.as === 'chatgpt' && call.method !== 'initialize'
  const { name } = call.params
  const meta = {
    'io.modelcontextprotocol/protocolVersion': modern,
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'drawbridge-rehearsal', version: '1' },
  }
  const params = isModern ? { ...call.params, _meta: meta } : call.params
  return scene.way.fetch(resourceOf(scene), {
    method: 'POST',
    headers: {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': isModern ? modern : legacy,
      ...(isModern && { 'mcp-method': call.method }),
      ...(isModern && typeof name === 'string' && { 'mcp-name': name }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: call.method, params }),
  })
}

/** The result of a call that must work. */
export async function resultOf(
  scene: Scene,
  call: RpcCall,
  token: string,
): Promise<Record<string, unknown>> {
  const response = await postMcp(scene, call, token)
  const text = await response.text()
  if (response.status !== 200) {
    throw refused(`${call.method} answers ${response.status} ${text.slice(0, 200)}`)
  }
  const line = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '')
  const answer = answerSchema.safeParse(parse(line))
  if (!answer.success) throw refused(`${call.method} gives no JSON-RPC answer`)
  const { result, error } = answer.data
  if (!result || result['isError'] === true) {
    throw refused(`${call.method}: ${error?.message ?? JSON.stringify(result).slice(0, 200)}`)
  }
  return result
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
