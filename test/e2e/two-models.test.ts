/**
 * The main job: two real MCP clients, one by URL and OAuth and one by stdio, are let in by the owner
 * and talk. SDK v1 speaks the initialize era, SDK v2 both.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { passApproval } from './pass-approval.ts'
import {
  plainEnvironment,
  runCommand,
  startBridge,
  stdioProgram,
  temporaryDataFolder,
} from './running-bridge.ts'
import { createTestProvider } from './sdk-sign-in.ts'
import { chatgptCallback, eras, info, linkFirst, linkModern, signIn } from './two-clients.ts'

describe.each(eras)('ChatGPT by URL with %s, Claude by the stdio link', (...era) => {
  it('exchanges messages and a file both ways after the owner has approved', async () => {
    const bridge = await startBridge()
    const { client: chatgpt } = await signIn(bridge, 'chatgpt', era)
    const claude = await linkFirst(bridge.dataDir)

    await claude.call('write_file', { name: 'plan.md', content: 'one', if_version: 0 })
    const question = await claude.call('send_message', { to: 'chatgpt', message: 'Your turn' })
    expect((await chatgpt.call('check_inbox')).data['messages']).toMatchObject([
      { from: 'claude', text: 'Your turn' },
    ])
    const waiting = claude.call('wait_for_message', { timeout_seconds: 20 })
    await chatgpt.call('write_file', { name: 'plan.md', content: 'one, two', if_version: 1 })
    await chatgpt.call('send_message', {
      to: 'claude',
      message: 'Done',
      reply_to: question.data['id'],
    })
    // Woken across transports: the wait came in by the link, the message by HTTP.
    expect((await waiting).data['messages']).toMatchObject([{ from: 'chatgpt', text: 'Done' }])
    expect((await claude.call('read_file', { name: 'plan.md' })).data).toMatchObject({
      version: 2,
      content: 'one, two',
    })
  })

  it('keeps client and tokens good across a restart in the middle', async () => {
    const bridge = await startBridge()
    const { client, provider } = await signIn(bridge, 'chatgpt', era)
    await client.call('send_message', { to: 'claude', message: 'before' })
    await bridge.stop('SIGKILL')
    const port = new URL(bridge.mcpUrl).port
    const again = await startBridge({ dataDir: bridge.dataDir, args: ['--port', port] })
    const back = await era[1](again.mcpUrl, provider)
    await back.call('send_message', { to: 'claude', message: 'after' })
    const log = await again.json<{ text: string }[]>('log')
    expect(log.map(({ text }) => text)).toEqual(['before', 'after'])
  })

  it('stops cleanly and at once while a client waits for a message', async () => {
    const bridge = await startBridge()
    const { client } = await signIn(bridge, 'chatgpt', era)
    const waiting = client.call('wait_for_message', { timeout_seconds: 45 }).catch(() => 'cut')
    await client.call('bridge_status')
    // Stopping by force, after 4.5 s, would end with 1.
    expect(await bridge.stop('SIGTERM')).toBe(0)
    expect(await waiting).toBe('cut')
  })

  it('shuts a revoked client out on its next call', async () => {
    const bridge = await startBridge()
    const { client, provider } = await signIn(bridge, 'chatgpt', era)
    await client.call('bridge_status')
    const [registered] = await bridge.json<{ clientId: string }[]>('clients')
    await bridge.json('revoke', registered?.clientId ?? '')
    const token = (provider.kept.tokens as { access_token: string }).access_token
    const res = await fetch(bridge.mcpUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(res.status).toBe(401)
    expect(res.headers.get('www-authenticate')).toContain('invalid_token')
    await expect(client.call('bridge_status')).rejects.toThrow()
  })

  it('leads nobody to a client the owner never let in when the owner says no', async () => {
    const bridge = await startBridge()
    const provider = createTestProvider({ name: 'Stranger', redirectUrl: chatgptCallback })
    await expect(era[1](bridge.mcpUrl, provider)).rejects.toThrow()
    if (!provider.authorizationUrl) throw new Error('The client did not ask for a sign-in')
    // Nobody is led to the address of a client that was never let in.
    const passed = passApproval(provider.authorizationUrl, async (number) => {
      await bridge.json('deny', number)
    })
    await expect(passed).rejects.toThrow(/\(403\).*did not let Stranger in/s)
    await expect(era[1](bridge.mcpUrl, provider)).rejects.toThrow()
  })
})

describe('the stdio link', () => {
  it('serves a 2026-07-28 client as well', async () => {
    const bridge = await startBridge()
    const claude = await linkModern(bridge.dataDir)
    expect((await claude.call('bridge_status')).data['you']).toBe('claude')
  })

  it('starts the bridge in the background when none is running', async () => {
    const dataDir = temporaryDataFolder()
    await writeFile(join(dataDir, 'settings.json'), '{"port":0,"controlPort":0,"tunnel":"off"}')
    const claude = await linkFirst(dataDir)
    const status = await runCommand(dataDir, 'status', '--json')
    const { pid } = JSON.parse(status.stdout) as { pid: number }
    onTestFinished(() => {
      process.kill(pid, 'SIGTERM')
    })
    expect((await claude.call('bridge_status')).data['you']).toBe('claude')
  })

  it('ends when its host closes its input, and when the bridge stops', async () => {
    const bridge = await startBridge()
    const start = () => {
      const child = spawn(process.execPath, [stdioProgram, '--data', bridge.dataDir], {
        env: plainEnvironment,
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      return { child, ended: once(child, 'exit') }
    }
    const links = async () => (await bridge.json<{ links: string[] }>('status')).links.length
    const first = start()
    const second = start()
    await expect.poll(links, { timeout: 10_000 }).toBe(2)
    first.child.stdin.end()
    expect((await first.ended)[0]).toBe(0)
    await expect.poll(links, { timeout: 10_000 }).toBe(1)
    await bridge.stop()
    expect((await second.ended)[0]).toBe(0)
  })

  it('answers everything a script pipes in before it ends, and gives up only on waiting', async () => {
    const bridge = await startBridge()
    await bridge.json('send', '--to', 'claude', 'unread')
    const child = spawn(process.execPath, [stdioProgram, '--data', bridge.dataDir], {
      env: plainEnvironment,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let printed = ''
    child.stdout.on('data', (data) => {
      printed += String(data)
    })
    const call = (id: number, name: string, args: object) => ({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name, arguments: args },
    })
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: info }
    const lines = [
      { jsonrpc: '2.0', id: 1, method: 'initialize', params },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      call(2, 'check_inbox', {}),
      call(3, 'send_message', { to: 'chatgpt', message: 'piped' }),
      call(4, 'wait_for_message', { timeout_seconds: 45 }),
    ]
    child.stdin.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    expect((await once(child, 'exit'))[0]).toBe(0)
    const answers = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id?: number })
      .flatMap(({ id }) => id ?? [])
    expect(answers.toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(printed).toContain('unread')
  })

  it('fails with one clear line when the bridge cannot start', async () => {
    const dataDir = temporaryDataFolder()
    await writeFile(join(dataDir, 'settings.json'), 'this is no JSON')
    const child = spawn(process.execPath, [stdioProgram, '--data', dataDir], {
      env: plainEnvironment,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let complaint = ''
    child.stderr.on('data', (data) => {
      complaint += String(data)
    })
    expect((await once(child, 'exit'))[0]).toBe(1)
    expect(complaint.trim().split('\n')).toHaveLength(1)
    expect(complaint).toContain('bridge.log')
  })
})
