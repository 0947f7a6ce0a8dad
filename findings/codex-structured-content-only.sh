#!/bin/sh
# Package: @openai/codex 0.171.0 (with @modelcontextprotocol/sdk 1.32.2 for the server)
# Behaviour: of a tool result with text and structuredContent Codex hands its model the structured content as
#   JSON and nothing of the text. MCP has both for a result, and the text for compatibility.
# Seen (2026-11-30): the second request to the model has {"mark":"ONLY-IN-DATA"}, and not ONLY-IN-TEXT.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact @openai/codex@0.171.0 @modelcontextprotocol/sdk@1.32.2
cat > server.js <<'JS'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { z } from 'zod'

const server = new McpServer({ name: 'marks', version: '1.0.0' })
const outputSchema = { mark: z.string() }
server.registerTool('look', { description: 'Look', outputSchema, annotations: { readOnlyHint: true } }, () => ({
  content: [{ type: 'text', text: 'ONLY-IN-TEXT' }],
  structuredContent: { mark: 'ONLY-IN-DATA' },
}))
await server.connect(new StdioServerTransport())
JS
cat > show.js <<'JS'
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { zstdDecompressSync } from 'node:zlib'

const results = []
const model = createServer(async (request, response) => {
  const raw = await buffer(request)
  const plain = request.headers['content-encoding'] === 'zstd' ? zstdDecompressSync(raw) : raw
  if (request.method !== 'POST' || request.url !== '/v1/responses') return response.writeHead(404).end('{}')
  const body = JSON.parse(plain.toString())
  results.push(...body.input.filter(({ type }) => type === 'function_call_output').map(({ output }) => output))
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (type, data) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`)
  const item =
    results.length === 0
      ? { type: 'function_call', id: 'fc_1', call_id: 'call_1', namespace: 'mcp__marks', name: 'look', arguments: '{}', status: 'completed' }
      : { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'Done.', annotations: [] }] }
  const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 }
  send('response.created', { response: { id: 'r', status: 'in_progress', output: [] } })
  send('response.output_item.done', { output_index: 0, item })
  send('response.completed', { response: { id: 'r', object: 'response', status: 'completed', model: body.model, output: [item], usage } })
  response.end()
})
await new Promise((resolve) => model.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${model.address().port}/v1`
const settings = [
  `mcp_servers={marks={command=${JSON.stringify(process.execPath)},args=[${JSON.stringify(`${import.meta.dirname}/server.js`)}],required=true,default_tools_approval_mode="approve"}}`,
  `model_providers={loopback={name="loopback",base_url=${JSON.stringify(base)},wire_api="responses",env_key="LOOPBACK_KEY"}}`,
  'model_provider="loopback"',
  'model="gpt-5.4"',
  'approval_policy="never"',
  'analytics.enabled=false',
  'check_for_update_on_startup=false',
  'features.apps=false',
  'features.plugins=false',
]
const args = ['exec', '--json', '--ephemeral', '--ignore-user-config', '--skip-git-repo-check', '-s', 'read-only']
const env = { PATH: process.env.PATH, HOME: import.meta.dirname, LOOPBACK_KEY: 'none' }
const codex = spawn('node_modules/.bin/codex', [...args, ...settings.flatMap((one) => ['-c', one]), '-'], {
  env,
  stdio: ['pipe', 'inherit', 'inherit'],
  timeout: 90_000,
})
codex.stdin.end('Look.')
await new Promise((resolve) => codex.once('exit', resolve))
model.closeAllConnections()
model.close()
const given = JSON.stringify(results[0])
console.log('The model was given:', given)
const asDescribed = given?.includes('ONLY-IN-DATA') && !given.includes('ONLY-IN-TEXT')
console.log(asDescribed ? 'As described: the structured content only.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node show.js
