#!/bin/sh
# Package: @openai/codex 0.171.0
# Behaviour: `codex queue --thread ID --message TEXT --resume` ends with 0 when no daemon runs that could resume the
#   thread. It says so in a warning on stderr only; the message stays queued and is given to the model whenever
#   the thread is opened next. Whoever retries on failure, or goes on to another way, has then asked twice.
# Seen (2026-11-30): exit 0, "Warning: message was queued, but could not resume thread …", and one row in queue_1.sqlite.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact @openai/codex@0.171.0
cat > show.js <<'JS'
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'

const home = `${import.meta.dirname}/home`
mkdirSync(home)
const model = createServer((request, response) => {
  request.resume()
  if (request.method !== 'POST') return response.writeHead(404).end('{}')
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (type, data) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`)
  const item = { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'Hello.', annotations: [] }] }
  const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 }
  send('response.created', { response: { id: 'r', status: 'in_progress', output: [] } })
  send('response.output_item.done', { output_index: 0, item })
  send('response.completed', { response: { id: 'r', object: 'response', status: 'completed', model: 'gpt-5.4', output: [item], usage } })
  response.end()
})
await new Promise((resolve) => model.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${model.address().port}/v1`
const settings = [
  `model_providers={loopback={name="loopback",base_url=${JSON.stringify(base)},wire_api="responses",env_key="LOOPBACK_KEY"}}`,
  'model_provider="loopback"',
  'model="gpt-5.4"',
  'analytics.enabled=false',
  'check_for_update_on_startup=false',
  'features.apps=false',
  'features.plugins=false',
].flatMap((one) => ['-c', one])
const env = { PATH: process.env.PATH, HOME: home, LOOPBACK_KEY: 'none' }

async function codex(args, input = '') {
  const child = spawn('node_modules/.bin/codex', args, { env, timeout: 60_000 })
  child.stdin.end(input)
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise((resolve) => child.once('exit', resolve))])
  return { out, err, code }
}

const { out } = await codex(['exec', '--json', '--skip-git-repo-check', ...settings, '-'], 'Hello')
const thread = /"thread_id":"([^"]+)"/.exec(out)?.[1]
const queued = await codex(['queue', '--thread', thread, '--message', 'Look.', '--resume'])
const rows = new DatabaseSync(`${home}/.codex/queue_1.sqlite`).prepare('SELECT payload_json FROM queued_items').all()
console.log('exit', queued.code, queued.err.trim().split('\n').at(-1), 'rows left:', rows.length)
model.closeAllConnections()
model.close()
const asDescribed = queued.code === 0 && queued.err.includes('could not resume') && rows.length === 1
console.log(asDescribed ? 'As described: it ends with 0 and nobody was resumed.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node --no-warnings show.js
