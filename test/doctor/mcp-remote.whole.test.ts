/** mcp-remote as Claude Desktop starts it: its sign-in in a browser, its calls by stdio, its ladder. */
import { spawn } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { openBridge, temporaryDataDir } from '../control/open-bridge.ts'
import { passApproval } from '../e2e/pass-approval.ts'
import { until } from '../tunnel/tunnel-world.ts'

const program = join(
  dirname(createRequire(import.meta.url).resolve('mcp-remote/package.json')),
  'dist/proxy.js',
)

/** Opens no browser: its address is printed as well. */
async function withoutBrowser(home: string): Promise<NodeJS.ProcessEnv> {
  const bin = join(home, 'bin')
  await mkdir(bin)
  const opener = join(bin, 'xdg-open')
  await writeFile(opener, '#!/bin/sh\nexit 0\n')
  await chmod(opener, 0o755)
  const path = [bin, dirname(process.execPath), process.env['PATH']].join(delimiter)
  return { PATH: path, HOME: home, MCP_REMOTE_CONFIG_DIR: join(home, 'auth') }
}

it.skipIf(process.platform !== 'linux')('mcp-remote climbs every rung', async () => {
  const { invoke } = await openBridge()
  const { localMcpUrl } = await invoke('status.get')
  const home = await temporaryDataDir()
  const child = spawn(process.execPath, [program, localMcpUrl, '--allow-http'], {
    env: await withoutBrowser(home),
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  onTestFinished(async () => {
    child.kill()
    await ended
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const answers: { id?: number }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    answers.push(JSON.parse(line) as { id?: number })
  })
  const ask = async (id: number, method: string, params: object = {}) => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
    await until(() => answers.some((answer) => answer.id === id))
  }

  const url = await until(() => /https?:\/\/\S+\/oauth2\/authorize\?\S+/.exec(said)?.[0])
  const back = await passApproval(new URL(url), async (number) => {
    await invoke('approvals.approve', { number, participant: 'claude' })
  })
  expect((await fetch(back)).status).toBe(200)
  const clientInfo = { name: 'desktop', version: '1' }
  await ask(1, 'initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo })
  await ask(2, 'tools/list')
  await ask(3, 'tools/call', { name: 'bridge_status', arguments: {} })

  const ladders = await invoke('doctor.ladders')
  expect(ladders).toHaveLength(1)
  expect(ladders[0]).toMatchObject({ name: 'MCP CLI Proxy', verdict: null })
  expect(ladders[0]?.rungs.map(({ state }) => state)).toEqual(
    Array.from({ length: 10 }, () => 'done'),
  )
})
