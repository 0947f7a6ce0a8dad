#!/bin/sh
# Package: opencode-ai 1.18.33 (with @modelcontextprotocol/sdk 1.32.2 for the server)
# Behaviour: of a tool result with text and structuredContent opencode hands its model the text, and nothing of
#   the structured content: the other half than Claude Code and Codex. It gets its model package from npm by itself.
# Seen (2026-11-30): the second request to the model has ONLY-IN-TEXT, and not ONLY-IN-DATA.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact opencode-ai@1.18.33 @modelcontextprotocol/sdk@1.32.2
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
import { text } from 'node:stream/consumers'

const results = []
const model = createServer(async (request, response) => {
  const raw = await text(request)
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return response.writeHead(404).end('{}')
  const body = JSON.parse(raw)
  results.push(...body.messages.filter(({ role }) => role === 'tool').map(({ content }) => content))
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (delta, finish_reason = null) =>
    response.write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: body.model, choices: [{ index: 0, delta, finish_reason }] })}\n\n`)
  const call = results.length === 0 && body.tools?.length > 0
  if (call) send({ role: 'assistant', tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'marks_look', arguments: '{}' } }] })
  else send({ role: 'assistant', content: 'Done.' })
  send({}, call ? 'tool_calls' : 'stop')
  response.end('data: [DONE]\n\n')
})
await new Promise((resolve) => model.listen(0, '127.0.0.1', resolve))
const config = {
  autoupdate: false,
  share: 'disabled',
  mcp: { marks: { type: 'local', command: [process.execPath, `${import.meta.dirname}/server.js`], enabled: true } },
  permission: { '*': 'deny', 'marks_*': 'allow' },
  provider: {
    loopback: {
      npm: '@ai-sdk/openai-compatible',
      options: { baseURL: `http://127.0.0.1:${model.address().port}/v1`, apiKey: 'none' },
      models: { stub: { name: 'stub', tool_call: true, limit: { context: 200_000, output: 8_000 } } },
    },
  },
  small_model: 'loopback/stub',
}
const env = {
  PATH: process.env.PATH,
  HOME: import.meta.dirname,
  OPENCODE_CONFIG_CONTENT: JSON.stringify(config),
  OPENCODE_DISABLE_AUTOUPDATE: '1',
  OPENCODE_DISABLE_MODELS_FETCH: '1',
  OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
}
const args = ['run', '--format', 'json', '--pure', '--title', 'look', '--model', 'loopback/stub']
const opencode = spawn('node_modules/.bin/opencode', args, { env, stdio: ['pipe', 'inherit', 'inherit'], timeout: 90_000 })
opencode.stdin.end('Look.')
await new Promise((resolve) => opencode.once('exit', resolve))
model.closeAllConnections()
model.close()
const given = JSON.stringify(results[0])
console.log('The model was given:', given)
const asDescribed = given?.includes('ONLY-IN-TEXT') && !given.includes('ONLY-IN-DATA')
console.log(asDescribed ? 'As described: the text only.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node show.js
