/**
 * The server the conformance suite asks for in its "Server Implementation Requirements": test tools,
 * resources and prompts with given names and contents. It stands behind the product's own endpoint in
 * place of the bridge's tools, so that what is examined is the product's handler for both eras.
 */
import { randomBytes } from 'node:crypto'
import {
  createRequestStateCodec,
  McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server'
import type { MakeServer } from '../../main/bridge/mcp/server.ts'
import { addContentTools } from './fixture-content-tools.ts'
import { addInputTools } from './fixture-input-tools.ts'
import { addLegacyInputTools } from './fixture-legacy-input-tools.ts'
import { addPrompts } from './fixture-prompts.ts'
import { addResources } from './fixture-resources.ts'
import { addRunningTools } from './fixture-running-tools.ts'
import { addSchemaTools } from './fixture-schema-tools.ts'
import { addStateTools } from './fixture-state-tools.ts'

/** Tools of the fixture that send progress while they run. */
export const fixtureToolsThatWait: ReadonlySet<string> = new Set(['test_tool_with_progress'])

/** Like createMcpServers: what is expensive once, then one server per request. */
export function createFixtureServers(): MakeServer<McpServer> {
  const codec = createRequestStateCodec<string>({ key: randomBytes(32), bind: askedBy })
  return () => {
    const server = new McpServer(
      { name: 'conformance-fixture', version: '1.0.0' },
      {
        // Nothing here changes while a client is connected, so nothing is announced as changing.
        capabilities: {
          logging: {},
          completions: {},
          tools: { listChanged: false },
          prompts: { listChanged: false },
          resources: { subscribe: true, listChanged: false },
        },
        requestState: { verify: codec.verify },
      },
    )
    addContentTools(server)
    addRunningTools(server)
    addSchemaTools(server)
    addLegacyInputTools(server)
    addInputTools(server)
    addStateTools(server, codec)
    addResources(server)
    addPrompts(server)
    return server
  }
}

/** State given to one client for one method is worth nothing to another (MCP basic/patterns/mrtr). */
const askedBy = ({ mcpReq, http }: ServerContext): string =>
  `${mcpReq.method} ${http?.authInfo?.clientId ?? ''}`
