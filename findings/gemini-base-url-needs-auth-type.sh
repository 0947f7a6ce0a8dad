#!/bin/sh
# Package: @google/gemini-cli 0.61.0
# Behaviour: with GEMINI_API_KEY and GOOGLE_GEMINI_BASE_URL in the environment, the key alone is no login any more: it ends
#   with 41, "Invalid auth method selected.", before any request. security.auth.selectedType "gemini-api-key" in the
#   settings mends it. Whoever leads it to a gateway by the environment has to write a settings file too.
# Seen (2026-11-30): 41 and "Invalid auth method selected." without the setting, 0 and "Hello." with it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact @google/gemini-cli@0.61.0
cat > show.js <<'JS'
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdirSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

// A model that says "Hello.", and JSON where it is asked which model fits.
const model = createServer(async (request, response) => {
  const asked = await text(request)
  const words = asked.includes('responseMimeType') ? '{}' : 'Hello.'
  const answer = JSON.stringify({
    candidates: [{ content: { role: 'model', parts: [{ text: words }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
  })
  const stream = request.url.includes(':stream')
  response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' })
  response.end(stream ? `data: ${answer}\n\n` : answer)
})
await new Promise((resolve) => model.listen(0, '127.0.0.1', resolve))

async function gemini(home, settings) {
  mkdirSync(`${home}/.gemini`, { recursive: true })
  writeFileSync(`${home}/.gemini/settings.json`, JSON.stringify(settings))
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    GEMINI_API_KEY: 'none',
    GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${model.address().port}`,
  }
  const args = ['-p', 'Hello', '--output-format', 'json', '--skip-trust']
  const child = spawn('node_modules/.bin/gemini', args, { env, timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise((resolve) => child.once('exit', resolve))])
  return { code, said: out + err }
}

const here = import.meta.dirname
const without = await gemini(`${here}/without`, {})
const chosen = await gemini(`${here}/with`, { security: { auth: { selectedType: 'gemini-api-key' } } })
console.log('without the setting:', without.code, /"message": "(.*)"/.exec(without.said)?.[1])
console.log('with the setting:   ', chosen.code, /"response": "(.*)"/.exec(chosen.said)?.[1])
model.closeAllConnections()
model.close()
const asDescribed = without.code === 41 && without.said.includes('Invalid auth method') && chosen.code === 0
console.log(asDescribed ? 'As described: the key alone is no login.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node show.js
