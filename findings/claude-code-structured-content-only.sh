#!/bin/sh
# Package: @anthropic-ai/claude-code 2.1.332 (with @modelcontextprotocol/sdk 1.32.2 for the server)
# Behaviour: of a tool result with text and structuredContent Claude Code hands its model the structured
#   content as JSON and nothing of the text. MCP has both for a result, and the text for compatibility.
# Seen (2026-11-30): the second request to the model has {"mark":"ONLY-IN-DATA"}, and not ONLY-IN-TEXT.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact @anthropic-ai/claude-code@2.1.332 @modelcontextprotocol/sdk@1.32.2
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
  const body = JSON.parse((await text(request)) || '{}')
  if (!request.url.startsWith('/v1/messages?') || !body.tools?.length) return response.writeHead(404).end('{}')
  const found = body.messages.flatMap(({ content }) => (Array.isArray(content) ? content : []))
  results.push(...found.filter(({ type }) => type === 'tool_result'))
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (type, data) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`)
  const usage = { input_tokens: 1, output_tokens: 1 }
  const call = results.length === 0
  send('message_start', { message: { id: 'm', type: 'message', role: 'assistant', model: body.model, content: [], usage } })
  send('content_block_start', { index: 0, content_block: call ? { type: 'tool_use', id: 'toolu_1', name: 'mcp__marks__look', input: {} } : { type: 'text', text: '' } })
  send('content_block_delta', { index: 0, delta: call ? { type: 'input_json_delta', partial_json: '{}' } : { type: 'text_delta', text: 'Done.' } })
  send('content_block_stop', { index: 0 })
  send('message_delta', { delta: { stop_reason: call ? 'tool_use' : 'end_turn' }, usage })
  send('message_stop', {})
  response.end()
})
await new Promise((resolve) => model.listen(0, '127.0.0.1', resolve))
const marks = { type: 'stdio', command: process.execPath, args: [`${import.meta.dirname}/server.js`], alwaysLoad: true }
const args = ['-p', '--model', 'claude-sonnet-4-5', '--strict-mcp-config', '--mcp-config', JSON.stringify({ mcpServers: { marks } })]
args.push('--setting-sources', '', '--tools', '', '--allowedTools', 'mcp__marks', '--permission-mode', 'dontAsk', '--no-session-persistence')
const env = {
  PATH: process.env.PATH,
  HOME: import.meta.dirname,
  ANTHROPIC_BASE_URL: `http://127.0.0.1:${model.address().port}`,
  ANTHROPIC_API_KEY: 'none',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  DISABLE_AUTOUPDATER: '1',
  ENABLE_TOOL_SEARCH: 'false',
}
const claude = spawn('node_modules/.bin/claude', args, { env, stdio: ['pipe', 'inherit', 'inherit'], timeout: 90_000 })
claude.stdin.end('Look.')
await new Promise((resolve) => claude.once('exit', resolve))
model.closeAllConnections()
model.close()
const given = JSON.stringify(results[0]?.content)
console.log('The model was given:', given)
const asDescribed = given?.includes('ONLY-IN-DATA') && !given.includes('ONLY-IN-TEXT')
console.log(asDescribed ? 'As described: the structured content only.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node show.js
