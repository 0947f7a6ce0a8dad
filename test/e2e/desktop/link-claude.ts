/** Claude, linked to the desktop app by the relay as Claude Desktop does it. */
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { expect, onTestFinished } from 'vitest'
import { eventually } from './eventually.ts'
import { faceOf } from '../../mcp/clients.ts'
import { plainEnvironment, runCommand, stdioProgram } from '../running-bridge.ts'

/** Waits until the app answers: a link that finds no bridge would start another one. */
export async function linkClaude(dataDir: string) {
  await eventually(async () => expect((await runCommand(dataDir, 'status')).code).toBe(0))
  const client = new Client({ name: 'desktop-test', version: '1.0.0' })
  onTestFinished(() => client.close())
  const args = [stdioProgram, '--data', dataDir]
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env: plainEnvironment }),
  )
  return faceOf(client)
}
