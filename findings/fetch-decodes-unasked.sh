#!/bin/sh
# Package: undici 7.30.2 (the client inside of Node's fetch)
# Behaviour: fetch decodes an answer with Content-Encoding also when the request said Accept-Encoding:
#   identity, so a caller cannot see that it was encoded, nor bound it by its Content-Length. An interceptor of
#   dispatcher.compose() sees the headers and the bytes before they are decoded, and can refuse them.
# Seen (2026-11-30): a gzip answer of 20,000 letters reaches fetch's caller as 20,000 letters, the
#   interceptor as about 50 bytes with content-encoding: gzip.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact undici@7.30.2
cat > show.js <<'JS'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { Agent, fetch } from 'undici'

const letters = 'a'.repeat(20_000)
const asked = []
const server = createServer((request, response) => {
  asked.push(request.headers['accept-encoding'])
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(letters))
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))

const seen = { encoding: undefined, bytes: 0 }
const agent = new Agent()
const dispatcher = agent.compose((dispatch) => (options, handler) =>
  dispatch(options, {
    onRequestStart: (...rest) => handler.onRequestStart?.(...rest),
    onResponseStart(controller, status, headers, statusText) {
      seen.encoding = headers['content-encoding']
      handler.onResponseStart?.(controller, status, headers, statusText)
    },
    onResponseData(controller, chunk) {
      seen.bytes += chunk.length
      handler.onResponseData?.(controller, chunk)
    },
    onResponseEnd: (...rest) => handler.onResponseEnd?.(...rest),
    onResponseError: (...rest) => handler.onResponseError?.(...rest),
  }),
)
const url = `http://127.0.0.1:${server.address().port}/`
const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' }, dispatcher })
const text = await answer.text()
console.log({ asked, seen, fetched: text.length })
const asDescribed =
  asked[0] === 'identity' && seen.encoding === 'gzip' && seen.bytes < 200 && text === letters
console.log(asDescribed ? 'As described: decoded, though identity was asked for.' : 'CHANGED')
await agent.close()
server.close()
process.exitCode = asDescribed ? 0 : 1
JS
node show.js
