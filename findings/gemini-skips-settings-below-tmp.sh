#!/bin/sh
# Package: @google/gemini-cli 0.61.0
# Behaviour: a settings file named by GEMINI_CLI_SYSTEM_SETTINGS_PATH is skipped, and the program goes on without it, when a
#   folder anywhere above it may be written to by everybody. The sticky bit does not count, so everything below /tmp is
#   skipped, in private folders too; the warning on stderr advises `sudo chmod g-w,o-w "/tmp"`. Servers, excluded tools
#   and limits of that file are then not there, and no exit code says so.
# Seen (2026-11-30): the same file in a folder of mode 700 is used below the home and skipped below one of mode 1777:
#   "Security Warning: Skipping system settings file …: Directory … is writable by group or others (mode: 41777)".
set -eu
# Not below /tmp, where both would be skipped.
folder=$(mktemp -d "$HOME/.finding-XXXXXX")
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact @google/gemini-cli@0.61.0
mkdir -m 700 own open open/own
chmod 1777 open
cat > show.js <<'JS'
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { writeFileSync } from 'node:fs'
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

async function gemini(folder) {
  const path = `${import.meta.dirname}/${folder}/settings.json`
  writeFileSync(path, JSON.stringify({ security: { auth: { selectedType: 'gemini-api-key' } } }))
  const env = {
    PATH: process.env.PATH,
    HOME: `${import.meta.dirname}/own`,
    GEMINI_API_KEY: 'none',
    GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${model.address().port}`,
    GEMINI_CLI_SYSTEM_SETTINGS_PATH: path,
  }
  const args = ['-p', 'Hello', '--output-format', 'json', '--skip-trust']
  const child = spawn('node_modules/.bin/gemini', args, { env, timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise((resolve) => child.once('exit', resolve))])
  const warning = err.split('\n').find((line) => line.includes('Skipping system settings'))
  return { warning, answered: code === 0 && out.includes('Hello.') }
}

const used = await gemini('own')
const skipped = await gemini('open/own')
console.log('mode 700 all the way up:', used)
console.log('below mode 1777:        ', skipped)
model.closeAllConnections()
model.close()
const asDescribed = used.answered && !used.warning && !skipped.answered && skipped.warning?.includes('41777')
console.log(asDescribed ? 'As described: below a folder like /tmp the settings are skipped.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node show.js
