/** The three ways a real SDK client speaks to the bridge, behind one small face. */
import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { onTestFinished } from 'vitest'

export interface ToolAnswer {
  isError?: boolean
  text: string
  data: Record<string, unknown>
}

export interface TestClient {
  call(name: string, args?: Record<string, unknown>): Promise<ToolAnswer>
  tools(): Promise<{ name: string; description?: string; annotations?: object }[]>
  instructions(): string | undefined
  read(uri: string): Promise<{ text?: string; blob?: string }>
  /** All that one resource consists of. */
  contents(uri: string): Promise<{ mimeType?: string; text?: string; blob?: string }[]>
  resources(): Promise<string[]>
  listed(): Promise<{ uri: string; title?: string; description?: string }[]>
  /** The text of a prompt. */
  prompt(name: string, args: Record<string, string>): Promise<string>
}

export type ConnectClient = (url: string, token: string) => Promise<TestClient>

const info = { name: 'test-client', version: '1.0.0' }
const bearer = (token: string) => ({
  requestInit: { headers: { authorization: `Bearer ${token}` } },
})

/** SDK v1, which knows the initialize era only. */
export const connectFirst: ConnectClient = async (url, token) => {
  const client = new FirstClient(info)
  await client.connect(new FirstTransport(new URL(url), bearer(token)))
  onTestFinished(() => client.close())
  return faceOf(client)
}

/** SDK v2 pinned to one era. */
const connectModern =
  (mode: 'legacy' | { pin: string }): ConnectClient =>
  async (url, token) => {
    const client = new ModernClient(info, { versionNegotiation: { mode } })
    await client.connect(new StreamableHTTPClientTransport(new URL(url), bearer(token)))
    onTestFinished(() => client.close())
    return faceOf(client)
  }

export const clientKinds: [name: string, connect: ConnectClient][] = [
  ['SDK v1, initialize era', connectFirst],
  ['SDK v2, initialize era', connectModern('legacy')],
  ['SDK v2, 2026-07-28', connectModern({ pin: '2026-07-28' })],
]

interface Callable {
  callTool(request: { name: string; arguments: Record<string, unknown> }): Promise<unknown>
  listTools(): Promise<{ tools: { name: string; description?: string; annotations?: object }[] }>
  getInstructions(): string | undefined
  readResource(request: {
    uri: string
  }): Promise<{ contents: { mimeType?: string; text?: string; blob?: string }[] }>
  listResources(): Promise<{ resources: { uri: string; title?: string; description?: string }[] }>
  getPrompt(request: {
    name: string
    arguments: Record<string, string>
  }): Promise<{ messages: { content: { text?: string } }[] }>
}

/** Both SDKs answer alike; only their types differ. */
export function faceOf(client: object): TestClient {
  const callable = client as Callable
  return {
    async call(name, args = {}) {
      const result = (await callable.callTool({ name, arguments: args })) as {
        isError?: boolean
        content: { type: string; text?: string }[]
        structuredContent?: Record<string, unknown>
      }
      return {
        ...(result.isError !== undefined && { isError: result.isError }),
        text: result.content.map(({ text }) => text ?? '').join('\n'),
        data: result.structuredContent ?? {},
      }
    },
    tools: async () => (await callable.listTools()).tools,
    instructions: () => callable.getInstructions(),
    read: async (uri) => (await callable.readResource({ uri })).contents[0] ?? {},
    contents: async (uri) => (await callable.readResource({ uri })).contents,
    listed: async () => (await callable.listResources()).resources,
    async prompt(name, args) {
      const { messages } = await callable.getPrompt({ name, arguments: args })
      return messages.map(({ content }) => content.text ?? '').join('\n')
    },
    resources: async () => (await callable.listResources()).resources.map(({ uri }) => uri),
  }
}
