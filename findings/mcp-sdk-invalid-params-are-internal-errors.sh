#!/bin/sh
# Package: @modelcontextprotocol/sdk 1.32.2
# Behaviour: a request whose params do not fit the schema of its method is answered with -32603 (internal
#   error), the validator's findings as JSON in the message. JSON-RPC 2.0 §5.1 has -32602 (invalid params).
# Seen (2026-11-30): tools/call with name: 5 → code -32603, message '[{"expected":"string",…}]'.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact @modelcontextprotocol/sdk@1.32.2
cat > show.js <<'JS'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'

const server = new McpServer({ name: 'finding', version: '1.0.0' })
server.registerTool('echo', { description: 'Echo' }, () => ({ content: [] }))
const [here, there] = InMemoryTransport.createLinkedPair()
await server.connect(there)
await here.start()
const ask = (id, method, params) =>
  new Promise((resolve) => {
    here.onmessage = resolve
    void here.send({ jsonrpc: '2.0', id, method, params })
  })
const clientInfo = { name: 'finding', version: '1.0.0' }
await ask(1, 'initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo })
await here.send({ jsonrpc: '2.0', method: 'notifications/initialized' })
const { error } = await ask(2, 'tools/call', { name: 5 })
console.log(error)
const asDescribed = error?.code === -32603 && error.message.trim().startsWith('[')
console.log(asDescribed ? 'As described: internal error, and findings as JSON.' : 'CHANGED')
await server.close()
process.exitCode = asDescribed ? 0 : 1
JS
node show.js
