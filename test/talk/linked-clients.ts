/** Clients on the local socket of a bridge in this process, as the stdio link connects them. */
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { onTestFinished } from 'vitest'
import { readLine } from '../../main/bridge/local/line-reader.ts'
import { linkFileName, type LinkFile } from '../../main/bridge/local/link-file.ts'

/** An SDK v1 client that speaks as the participant. */
export async function linkedClient(dataDir: string, participant: string): Promise<Client> {
  const link = JSON.parse(await readFile(join(dataDir, linkFileName), 'utf8')) as LinkFile
  const socket = connect(link.path)
  await once(socket, 'connect')
  socket.write(`${JSON.stringify({ as: 'mcp', token: link.token, participant })}\n`)
  await readLine(socket, 4096)
  const client = new Client({ name: `${participant}-client`, version: '1.0.0' })
  // The transport only reads and writes lines, so the client side can use it as well.
  await client.connect(new StdioServerTransport(socket, socket))
  onTestFinished(async () => {
    await client.close()
    socket.destroy()
  })
  return client
}
