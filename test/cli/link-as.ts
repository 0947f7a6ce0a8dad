/** A program on the local link of a whole bridge, for tests of commands that show what it did. */
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { LinkFile } from '../../main/bridge/local/link-file.ts'

/** Speaks MCP over the local link, one request after the other. */
export async function linkAs(dataDir: string, participant: string) {
  const { path, token } = JSON.parse(readFileSync(join(dataDir, 'link.json'), 'utf8')) as LinkFile
  const socket = connect(path)
  onTestFinished(() => void socket.destroy())
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  socket.write(`${JSON.stringify({ as: 'mcp', token, participant })}\n`)
  await lines.next()
  let id = 0
  const ask = async (method: string, params: object): Promise<{ result: unknown }> => {
    id += 1
    socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
    for (;;) {
      const { value } = await lines.next()
      const answer = JSON.parse(String(value)) as { id?: number; result: unknown }
      if (answer.id === id) return answer
    }
  }
  await ask('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'claude-code', version: '1' },
  })
  return (name: string, args: object) => ask('tools/call', { name, arguments: args })
}
