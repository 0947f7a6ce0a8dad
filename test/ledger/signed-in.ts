/**
 * A whole bridge with clients that signed in, and an observer of the bytes each one received: it knows
 * nothing of the ledger and looks only for the marks of what was written.
 */
import { auth } from '@modelcontextprotocol/client'
import type { MethodResult } from '../../main/contract.ts'
import { openBridge, type OpenBridge } from '../control/open-bridge.ts'
import { passApproval } from '../e2e/pass-approval.ts'
import { createTestProvider } from '../e2e/sdk-sign-in.ts'
import { loopbackPoster } from '../events/open-webhooks.ts'

export type Entry = MethodResult<'ledger.seen'>[number]

export interface SignedIn {
  participant: string
  /** The result of a method, and what came over the wire for it. */
  call(method: string, params: object): Promise<{ result: Result; bytes: string }>
  tool(name: string, args?: object): Promise<{ result: Result; bytes: string }>
}

interface Result {
  content?: { text?: string }[]
  structuredContent?: Record<string, unknown>
}

export interface Marked {
  text: string
  marks: readonly [first: string, last: string]
}

/** Words whose beginning and end are found nowhere else, and of which no excerpt holds all. */
export function marked(n: number): Marked {
  const marks = [`alpha${n}z`, `omega${n}z`] as const
  return { marks, text: `${marks[0]} ${'lorem ipsum dolor sit amet '.repeat(40)}${marks[1]}` }
}

/** How much of it is in there, in the words of the ledger. */
export function extentIn(bytes: string, { marks: [first, last] }: Marked): Entry['extent'] | null {
  if (bytes.includes(first) && bytes.includes(last)) return 'whole'
  return bytes.includes(first) || bytes.includes(last) ? 'part' : null
}

export async function bridgeWithCallbacks(): Promise<OpenBridge> {
  return openBridge({ poster: loopbackPoster() })
}

/** Signs in as a client of the SDK does, with the owner's approval. */
export async function signIn(
  { bridge, invoke }: OpenBridge,
  participant: string,
  client: { name: string; redirectUrl: string },
): Promise<SignedIn> {
  const url = bridge.mcpUrl()
  const provider = createTestProvider(client)
  await auth(provider, { serverUrl: url })
  if (!provider.authorizationUrl) throw new Error('It opened no browser')
  const back = await passApproval(provider.authorizationUrl, async (number) => {
    await invoke('approvals.approve', { number, participant, reads: 'whole' })
  })
  await auth(provider, {
    serverUrl: url,
    authorizationCode: back.searchParams.get('code') ?? '',
    iss: back.searchParams.get('iss') ?? '',
  })
  const token = provider.kept.tokens?.access_token ?? ''
  let id = 0
  async function call(method: string, params: object) {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: (id += 1), method, params }),
    })
    const bytes = await response.text()
    const json = bytes.startsWith('{') ? bytes : (/^data: (\{.*\})$/m.exec(bytes)?.[1] ?? '{}')
    const { result } = JSON.parse(json) as { result?: Result & { isError?: boolean } }
    if (!result || result.isError === true) throw new Error(`${method} was refused: ${bytes}`)
    return { result, bytes }
  }
  return {
    participant,
    call,
    tool: (name, args = {}) => call('tools/call', { name, arguments: args }),
  }
}
