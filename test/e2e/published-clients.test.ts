/**
 * A client as its makers publish it, end to end. The Inspector is not here: it takes 110 MB, and its
 * command line alone (inspector-cli 1.0.3) does not start without the rest.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { passApproval } from './pass-approval.ts'
import { startBridge, type RunningBridge } from './running-bridge.ts'

const require = createRequire(import.meta.url)
const program = (name: string, file: string): string =>
  join(dirname(require.resolve(`${name}/package.json`)), file)

const approveAs = (bridge: RunningBridge, participant: string) => async (number: string) =>
  void (await bridge.json('approve', number, '--as', participant))

describe('mcp-remote', () => {
  it('signs in through the browser, lists the tools and calls one', async () => {
    const bridge = await startBridge()
    const client = new Client({ name: 'host', version: '1.0.0' })
    onTestFinished(() => client.close())
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [program('mcp-remote', 'dist/proxy.js'), bridge.mcpUrl],
      stderr: 'pipe',
      env: { HOME: bridge.dataDir, MCP_REMOTE_CONFIG_DIR: join(bridge.dataDir, 'mcp-remote') },
    })
    let said = ''
    transport.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const connected = client.connect(transport)
    // There is no browser here, so it asks its user to open the address.
    const url = await vi.waitFor(() => /visiting:\s+(\S+)/.exec(said)?.[1] ?? expect.fail(said), {
      timeout: 20_000,
    })
    const callback = await passApproval(new URL(url), approveAs(bridge, 'claude'))
    expect(callback.hostname).toBe('localhost')
    expect((await fetch(callback)).status).toBe(200)
    await connected

    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toContain('send_message')
    const { structuredContent } = await client.callTool({ name: 'check_inbox', arguments: {} })
    expect(structuredContent).toMatchObject({ messages: [] })
    const [known] = await bridge.json<{ name: string; participant: string }[]>('clients')
    expect(known).toMatchObject({ name: 'MCP CLI Proxy', participant: 'claude' })
  })
})
