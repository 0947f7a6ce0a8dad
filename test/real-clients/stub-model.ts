/** A model service on loopback that speaks the wire of each program, and follows the policy. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { zstdDecompressSync } from 'node:zlib'
import { decide, type Content } from './policy.ts'
import { wireOf, type Body, type Reply } from './wires.ts'

export interface StubModel {
  url: string
  /** Each call it asked its host for, in order, and the words it ended with. */
  made: string[]
  /** The tool answers of its conversation, as the host wrote them. */
  read: string[]
  close(): void
}

/** A program has no limit of its own that holds, so the model ends by itself. */
const mostReplies = 40

export async function startStubModel(content: Content): Promise<StubModel> {
  const made: string[] = []
  const read: string[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = new URL(request.url ?? '/', 'http://loopback').pathname
      const wire = request.method === 'POST' ? wireOf(path) : undefined
      if (!wire) return response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
      const offered = wire.tools(body)
      // A title or a summary is asked for without tools.
      if (offered.length === 0) return wire.answer(body, response, { say: 'A talk' })
      const conversation = wire.read(body)
      read.splice(0, Infinity, ...conversation.answers)
      const reply = replyTo(offered)
      made.push('tool' in reply ? reply.tool : `says: ${reply.say}`)
      return wire.answer(body, response, reply)

      function replyTo(names: string[]): Reply {
        if (made.length >= mostReplies) return { say: 'Too many calls.' }
        const decision = decide(conversation, content)
        if ('say' in decision) return decision
        const tool = names.find((name) => name.endsWith(decision.call))
        return tool === undefined
          ? { say: `There is no tool ${decision.call} among ${names.join(', ')}` }
          : { tool, args: decision.args }
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    made,
    read,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Codex compresses what it sends. */
async function bodyOf(request: IncomingMessage): Promise<Body> {
  const raw = await buffer(request)
  const plain = request.headers['content-encoding'] === 'zstd' ? zstdDecompressSync(raw) : raw
  try {
    return JSON.parse(plain.toString()) as Body
  } catch {
    return {}
  }
}
