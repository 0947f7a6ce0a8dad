/** The two sides of a conversation: real MCP clients of the official SDK. */
import { join } from 'node:path'
import { z } from 'zod'
import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { createTestProvider } from '../test/e2e/sdk-sign-in.ts'
import { passApproval } from '../test/e2e/pass-approval.ts'

export interface Side {
  /** Calls a tool and gives its structured content. Throws `ToolError` when the tool reports an error. */
  call(name: string, args?: Record<string, unknown>): Promise<Record<string, unknown>>
  close(): Promise<void>
}

export interface PromptedSide extends Side {
  /** The text of a prompt. */
  prompt(name: string, args: Record<string, string>): Promise<string>
}

/** The call was answered, with an error. */
export class ToolError extends Error {}

export interface SignedInSide extends PromptedSide {
  /** The text of a tool's answer, an error's too, as a host hands it to its model. */
  read(name: string, args: Record<string, unknown>): Promise<string>
  /** A request that is no tool. */
  request(method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>
  /** The one of now: the client replaces it when it expires. */
  readonly accessToken: string
}

/** Connects as ChatGPT does: discovery, registration, sign-in in a browser, code, token. */
export async function connectByUrl(
  mcpUrl: string,
  approve: (number: string) => Promise<void>,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<SignedInSide> {
  const authProvider = createTestProvider({
    name: 'ChatGPT (demonstration)',
    redirectUrl: 'https://chatgpt.com/connector_platform_oauth_redirect',
  })
  const url = new URL(mcpUrl)
  const client = new Client({ name: 'chatgpt-side', version: '1.0.0' })
  const transport = new StreamableHTTPClientTransport(url, { authProvider, fetch })
  try {
    await client.connect(transport)
  } catch (error) {
    if (!(error instanceof UnauthorizedError) || !authProvider.authorizationUrl) throw error
    const callback = await passApproval(authProvider.authorizationUrl, approve)
    await transport.finishAuth(callback.searchParams)
    await client.connect(new StreamableHTTPClientTransport(url, { authProvider, fetch }))
  }
  return {
    ...sideOf(client),
    async read(name, args) {
      const { content } = await client.callTool({ name, arguments: args })
      return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
    },
    request: (method, params = {}) => client.request({ method, params }, z.looseObject({})),
    get accessToken() {
      return authProvider.kept.tokens?.access_token ?? ''
    },
  }
}

/** Connects as Claude Desktop does: by starting the link program. */
export async function connectByStdio(dataDir: string): Promise<PromptedSide> {
  const client = new Client({ name: 'claude-side', version: '1.0.0' })
  const link = join(import.meta.dirname, '..', 'out', 'main', 'stdio.cjs')
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [link, '--as', 'claude', '--data', dataDir],
    }),
  )
  return sideOf(client)
}

function sideOf(client: Client): PromptedSide {
  return {
    async call(name, args = {}) {
      const result = await client.callTool({ name, arguments: args })
      if (result.isError) throw new ToolError(`${name}: ${JSON.stringify(result.content)}`)
      return (result.structuredContent ?? {}) as Record<string, unknown>
    },
    async prompt(name, args) {
      const { messages } = await client.getPrompt({ name, arguments: args })
      return messages.map(({ content }) => (content.type === 'text' ? content.text : '')).join('\n')
    },
    close: () => client.close(),
  }
}
