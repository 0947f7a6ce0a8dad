/** Real MCP clients of both SDK generations against the built bridge: by URL with a sign-in, or by the stdio link. */
import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport as FirstStdio } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { expect, onTestFinished } from 'vitest'
import { faceOf, type TestClient } from '../mcp/clients.ts'
import { passApproval } from './pass-approval.ts'
import { plainEnvironment, stdioProgram, type RunningBridge } from './running-bridge.ts'
import { createTestProvider, type TestProvider } from './sdk-sign-in.ts'

export const chatgptCallback = 'https://chatgpt.com/connector_platform_oauth_redirect'
export const info = { name: 'e2e', version: '1.0.0' }

type Connect = (mcpUrl: string, authProvider: TestProvider) => Promise<TestClient>

export const eras: [name: string, connect: Connect, finish: Finish][] = [
  ['SDK v1, initialize era', connectFirst, finishFirst],
  ['SDK v2, initialize era', connectModern('legacy'), finishModern],
  ['SDK v2, 2026-07-28', connectModern({ pin: '2026-07-28' }), finishModern],
]

type Finish = (mcpUrl: string, provider: TestProvider, callback: URL) => Promise<void>

async function connectFirst(mcpUrl: string, authProvider: TestProvider) {
  const client = new FirstClient(info)
  onTestFinished(() => client.close())
  await client.connect(new FirstTransport(new URL(mcpUrl), { authProvider }))
  return faceOf(client)
}

async function finishFirst(mcpUrl: string, provider: TestProvider, callback: URL) {
  const transport = new FirstTransport(new URL(mcpUrl), { authProvider: provider })
  await transport.finishAuth(callback.searchParams.get('code') ?? '')
}

function connectModern(mode: 'legacy' | { pin: string }): Connect {
  return async (mcpUrl, authProvider) => {
    const client = new ModernClient(info, { versionNegotiation: { mode } })
    onTestFinished(() => client.close())
    await client.connect(new StreamableHTTPClientTransport(new URL(mcpUrl), { authProvider }))
    return faceOf(client)
  }
}

async function finishModern(mcpUrl: string, authProvider: TestProvider, callback: URL) {
  const transport = new StreamableHTTPClientTransport(new URL(mcpUrl), { authProvider })
  await transport.finishAuth(callback.searchParams)
}

/** Unauthorized → sign-in with the owner's approval → connected. */
export async function signIn(
  bridge: RunningBridge,
  as: string,
  [, connect, finish]: (typeof eras)[number],
  provider = createTestProvider({ name: 'ChatGPT', redirectUrl: chatgptCallback }),
) {
  await expect(connect(bridge.mcpUrl, provider)).rejects.toThrow(/[Uu]nauthorized/)
  if (!provider.authorizationUrl) throw new Error('The client did not ask for a sign-in')
  const callback = await passApproval(provider.authorizationUrl, async (number) => {
    const waiting = await bridge.json<{ number: string }[]>('approvals')
    expect(waiting.map((approval) => approval.number)).toEqual([number])
    await bridge.json('approve', number, '--as', as)
  })
  expect(callback.searchParams.get('iss')).toBe(new URL(bridge.mcpUrl).origin)
  await finish(bridge.mcpUrl, provider, callback)
  return { client: await connect(bridge.mcpUrl, provider), provider }
}

export async function linkFirst(dataDir: string, as = 'claude') {
  const client = new FirstClient(info)
  onTestFinished(() => client.close())
  await client.connect(
    new FirstStdio({
      command: process.execPath,
      args: [stdioProgram, '--as', as, '--data', dataDir],
      env: plainEnvironment,
    }),
  )
  return faceOf(client)
}

export async function linkModern(dataDir: string, as = 'claude') {
  const client = new ModernClient(info, { versionNegotiation: { mode: { pin: '2026-07-28' } } })
  onTestFinished(() => client.close())
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [stdioProgram, '--as', as, '--data', dataDir],
      env: plainEnvironment,
    }),
  )
  return faceOf(client)
}
