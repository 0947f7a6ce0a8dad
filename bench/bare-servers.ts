/**
 * What the bridge is measured against, in a process of its own: a plain node:http echo, and the SDK's
 * createMcpHandler with one echo tool, without authorization and without storage. Prints its URLs.
 */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import {
  readJson,
  toWebRequest,
  wholeAnswer,
  writeWhole,
} from '../main/bridge/mcp/over-http/web-adapter.ts'

const largestBody = 1024 * 1024

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'echo', version: '1.0.0' })
  server.registerTool(
    'echo',
    { description: 'Echo', inputSchema: z.object({ text: z.string() }) },
    ({ text }) => ({ content: [{ type: 'text', text }] }),
  )
  return server
})

const http = await listen((req, res) => {
  void readJson(req, largestBody).then(({ value }) => {
    res.setHeader('content-type', 'application/json')
    res.end(JSON.stringify({ jsonrpc: '2.0', id: (value as { id: number }).id, result: {} }))
  })
})
const sdk = await listen((req, res) => {
  void readJson(req, largestBody).then(async ({ value: parsedBody }) => {
    const gone = new AbortController()
    res.once('close', () => gone.abort())
    const request = toWebRequest('http://127.0.0.1/mcp', req, gone.signal)
    const answer = await wholeAnswer(await handler.fetch(request, { parsedBody }))
    if ('stream' in answer) {
      // The SDK answers the older era by an event stream of one event; the load reads it as a whole.
      const { status, headers } = answer.stream
      writeWhole({ status, headers, text: await answer.stream.text() }, res)
    } else writeWhole(answer, res)
  })
})
process.stdout.write(`${JSON.stringify({ http, sdk })}\n`)

function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`)
    })
  })
}
