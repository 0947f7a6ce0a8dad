/** The `drawbridge` command line against a real running bridge: words, JSON and exit codes. */
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand, startBridge, temporaryDataFolder } from './running-bridge.ts'

describe('up', () => {
  it('prints one JSON object per line, the last at start being ready', async () => {
    const bridge = await startBridge()
    expect(bridge.mcpUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/)
    expect(bridge.panelUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
    expect((await fetch(new URL('/healthz', bridge.mcpUrl))).status).toBe(200)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends cleanly on %s and leaves nothing open',
    async (signal) => {
      const bridge = await startBridge()
      await bridge.json('send', '--to', 'claude', 'keep this')
      expect(await bridge.stop(signal)).toBe(0)
      const again = await startBridge({ dataDir: bridge.dataDir })
      const [entry] = await again.json<{ text: string }[]>('log')
      expect(entry?.text).toBe('keep this')
    },
  )

  it('refuses a second bridge on the same data folder and names the running one', async () => {
    const bridge = await startBridge()
    const second = await runCommand(bridge.dataDir, 'up', '--port', '0', '--control-port', '0')
    expect(second.code).toBe(1)
    expect(second.stderr).toContain('data-folder-in-use')
    expect(second.stderr).toContain(String(bridge.child.pid))
  })

  it('starts again after kill -9, with everything acknowledged still there', async () => {
    const bridge = await startBridge()
    await bridge.json('send', '--to', 'chatgpt', 'survives')
    await bridge.stop('SIGKILL')
    const again = await startBridge({ dataDir: bridge.dataDir })
    const [entry] = await again.json<{ text: string }[]>('log')
    expect(entry?.text).toBe('survives')
  })

  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const refused = await runCommand(
      temporaryDataFolder(),
      'up',
      '--port',
      String(port),
      '--no-open',
    )
    other.close()
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain(String(port))
    expect(refused.stderr).toContain('port-in-use')
  })

  it('gives the public address to clients when the owner has one', async () => {
    const bridge = await startBridge({ args: ['--public-url', 'https://bridge.example/'] })
    expect(bridge.mcpUrl).toBe('https://bridge.example/mcp')
    expect((await bridge.cli('url')).stdout).toBe('https://bridge.example/mcp\n')
  })

  it.each([
    ['ftp://bridge.example', 'https only'],
    ['https://bridge.example/some/path', 'path'],
    ['https://user:secret@bridge.example', 'password'],
    ['bridge', 'not a URL'],
  ])('refuses %s as a public address', async (url, reason) => {
    const refused = await runCommand(
      temporaryDataFolder(),
      'up',
      '--port',
      '0',
      '--public-url',
      url,
    )
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain(reason)
  })
})

describe('wrong usage ends with exit code 2 and says what would be right', () => {
  it.each([
    ['an unknown command', ['fly']],
    ['an unknown option', ['status', '--fast']],
    ['a port that is none', ['up', '--port', 'many']],
    ['a port out of range', ['up', '--port', '70000']],
    ['approve without a number', ['approve']],
    ['a missing text', ['send', '--to', 'claude']],
    ['no recipient', ['send', 'hello']],
    ['a wrong tunnel', ['up', '--tunnel', 'rope']],
    ['an unknown file action', ['files', 'burn', 'x']],
    ['an unknown format', ['export', '--format', 'pdf']],
    ['too many words', ['status', 'please']],
  ])('%s', async (_what, args) => {
    const { code, stderr } = await runCommand(temporaryDataFolder(), ...args)
    expect(code).toBe(2)
    expect(stderr).toMatch(/^drawbridge: /)
    // No stack of where in the program it was found.
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})

it('says how to start when no bridge is running', async () => {
  const { code, stderr } = await runCommand(temporaryDataFolder(), 'status')
  expect(code).toBe(1)
  expect(stderr).toContain('drawbridge up')
  expect(stderr).toContain('bridge-not-running')
})

describe('against a running bridge', () => {
  it('tells the status in words and as JSON', async () => {
    const bridge = await startBridge()
    const { stdout } = await bridge.cli('status')
    expect(stdout).toContain(bridge.mcpUrl)
    expect(stdout).toContain("Claude's inbox: 0 unread")
    // The file was chosen on purpose here, so nothing nags.
    expect(stdout).not.toContain('Warning:')
    const status = await bridge.json<Record<string, unknown>>('status')
    expect(status).toMatchObject({ mcpUrl: bridge.mcpUrl, secrets: { kind: 'file' }, links: [] })
  })

  it('sends as the owner, and shows inbox and log', async () => {
    const bridge = await startBridge()
    const sent = await bridge.cli('send', '--to', 'claude,chatgpt', 'Good', 'morning')
    expect(sent).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Sent \(id /) })
    const page = await bridge.json<{ messages: unknown[] }>('inbox', 'claude')
    expect(page.messages).toMatchObject([{ from: 'owner', text: 'Good morning', readAt: null }])
    expect((await bridge.cli('log')).stdout).toContain('Good morning')
    const refused = await bridge.cli('send', '--to', 'gandalf', 'hi')
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('unknown-participant'),
    })
  })

  it('writes, lists, reads and deletes shared files, byte for byte', async () => {
    const bridge = await startBridge()
    const local = join(bridge.dataDir, 'local.bin')
    await writeFile(local, Buffer.from([0, 255, 10, 13]))
    await bridge.json('files', 'write', 'data/bytes.bin', local)
    expect((await bridge.cli('files')).stdout).toContain('data/bytes.bin')
    const file = await bridge.json<{ content: string }>('files', 'read', 'data/bytes.bin')
    expect(Buffer.from(file.content, 'base64')).toEqual(Buffer.from([0, 255, 10, 13]))
    await bridge.json('files', 'delete', 'data/bytes.bin')
    expect((await bridge.cli('files')).stdout).toBe('No shared files.\n')
  })

  it('exports the conversation as Markdown and JSON, also to a file', async () => {
    const bridge = await startBridge()
    await bridge.json('send', '--to', 'claude', 'for the record')
    expect((await bridge.cli('export')).stdout).toContain('for the record')
    const out = join(bridge.dataDir, 'export.json')
    expect((await bridge.cli('export', '--format', 'json', '--out', out)).code).toBe(0)
    expect(JSON.stringify(JSON.parse(await readFile(out, 'utf8')))).toContain('for the record')
  })

  it('lists and rotates the signing keys', async () => {
    const bridge = await startBridge()
    const before = await bridge.json<{ kid: string; state: string }[]>('keys')
    const after = await bridge.json<{ kid: string; state: string }[]>('keys', 'rotate')
    const current = (keys: { kid: string; state: string }[]) =>
      keys.find(({ state }) => state === 'current')?.kid
    expect(current(after)).not.toBe(current(before))
    expect(after).toContainEqual(
      expect.objectContaining({ kid: current(before), state: 'retired' }),
    )
  })

  it('adds a client by hand, shows its secret once, and revokes it', async () => {
    const bridge = await startBridge()
    const added = await bridge.json<{ client: { clientId: string }; clientSecret: string }>(
      'client',
      'add',
      '--name',
      'My client',
      '--redirect-uri',
      'https://client.example/callback',
      '--secret',
    )
    expect(added.clientSecret.length).toBeGreaterThan(20)
    const listed = (await bridge.cli('clients', '--json')).stdout
    expect(listed).toContain(added.client.clientId)
    expect(listed).not.toContain(added.clientSecret)
    expect((await bridge.cli('revoke', added.client.clientId)).code).toBe(0)
    expect((await bridge.cli('revoke', 'nobody')).stderr).toContain('unknown-client')
  })

  it('refuses a number nobody has', async () => {
    const bridge = await startBridge()
    expect((await bridge.cli('approvals')).stdout).toBe('Nobody is waiting for your approval.\n')
    for (const words of [
      ['approve', '1234'],
      ['deny', '1234', '--others'],
    ]) {
      expect((await bridge.cli(...words)).stderr).toContain('unknown-approval')
    }
    expect((await bridge.cli('admit', '4821 7730')).stderr).toContain('No sign-ins are shut')
  })

  it('ends on `stop`, and the data folder is free when the command returns', async () => {
    const bridge = await startBridge()
    const { stdout } = await bridge.cli('stop')
    expect(stdout).toBe(`Drawbridge (process ${bridge.child.pid}) has stopped.\n`)
    await startBridge({ dataDir: bridge.dataDir })
  })

  it('gives a client added by hand the addresses of the known clients when none is named', async () => {
    const bridge = await startBridge()
    const { client } = await bridge.json<{ client: { redirectUris: string[] } }>(
      'client',
      'add',
      '--name',
      'ChatGPT by hand',
    )
    expect(client.redirectUris).toContain('https://claude.ai/api/mcp/auth_callback')
    expect(client.redirectUris).toContain('http://localhost/callback')
  })

  it('tells about the public address, and takes tokens from stdin only', async () => {
    const bridge = await startBridge()
    const { stdout } = await bridge.cli('tunnel')
    expect(stdout).toContain('only programs on this computer')
    expect(await bridge.json('tunnel')).toMatchObject({ mode: 'off', publicUrl: null })
    expect((await bridge.cli('tunnel', 'setup')).code).toBe(2)
    expect((await bridge.cli('tunnel', 'setup', '--token', 'x')).code).toBe(2)
  })

  it('makes a fresh panel link on demand', async () => {
    const bridge = await startBridge()
    const first = (await bridge.cli('panel')).stdout
    const second = (await bridge.cli('panel')).stdout
    expect(first).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
    expect(second).not.toBe(first)
  })
})
