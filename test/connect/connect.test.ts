/** Setting up clients on a computer made for the test: found, previewed, written, repaired, undone. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClientKindId } from '../../main/bridge/connect/clients/client-kind.ts'
import { createConnect, type Connect, type ConnectDeps } from '../../main/bridge/connect/connect.ts'
import { runProgram } from '../../main/bridge/connect/run-program.ts'
import { createSurroundings } from '../../main/bridge/connect/surroundings.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'clients-'))
  await mkdir(join(home, 'data'))
})
afterEach(() => rm(home, { recursive: true }))

const publicUrl = 'https://name.example/mcp'
type Seen = ReturnType<ConnectDeps['seen']>
const nobody: Seen = { clients: [], links: [], closedLinks: [] }

interface World {
  platform?: NodeJS.Platform
  publicUrl?: string | null
  seen?: Seen
  env?: NodeJS.ProcessEnv
  resourcesDir?: string
}

function computer(world: World = {}): Connect {
  const { platform = 'linux', env = {}, seen = nobody } = world
  return createConnect({
    dataDir: join(home, 'data'),
    surroundings: createSurroundings({ platform, env: { PATH: join(home, 'bin'), ...env }, home }),
    run: runProgram,
    resourcesDir: world.resourcesDir,
    clock: { now: () => Date.parse('2026-11-21T12:00:00Z') },
    way: () => ({
      publicUrl: world.publicUrl === undefined ? publicUrl : world.publicUrl,
      localUrl: 'http://127.0.0.1:7420/mcp',
      link: { command: '/opt/node', args: ['/opt/stdio.cjs', '--data', '/home/ada/d'] },
    }),
    seen: () => seen,
  })
}

async function put(path: string, text: string): Promise<string> {
  const file = join(home, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  return file
}

/** A program that writes down how it was called. */
async function program(name: string, body: string): Promise<void> {
  await chmod(await put(join('bin', name), `#!/bin/sh\n${body}\n`), 0o755)
}

const one = async (connect: Connect, id: ClientKindId) => {
  const found = (await connect.list()).find((client) => client.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

async function setUp(connect: Connect, id: ClientKindId): Promise<string | null> {
  const { token } = await connect.preview(id, 'config')
  return (await connect.apply(id, 'config', token)).file
}

/** Where each client keeps its servers, and how its entry reads. */
const files: [ClientKindId, string, (text: string) => unknown, unknown][] = [
  [
    'claude-desktop',
    '.config/Claude/claude_desktop_config.json',
    (t) => JSON.parse(t).mcpServers.drawbridge,
    stdio('claude'),
  ],
  [
    'claude-code',
    '.claude.json',
    (t) => JSON.parse(t).mcpServers.drawbridge,
    { type: 'stdio', env: {}, ...stdio('claude') },
  ],
  ['cursor', '.cursor/mcp.json', (t) => JSON.parse(t).mcpServers.drawbridge, stdio('cursor')],
  [
    'vscode',
    '.config/Code/User/mcp.json',
    (t) => JSON.parse(t).servers.drawbridge,
    { type: 'stdio', ...stdio('vscode') },
  ],
  ['gemini', '.gemini/settings.json', (t) => JSON.parse(t).mcpServers.drawbridge, stdio('gemini')],
  [
    'opencode',
    '.config/opencode/opencode.json',
    (t) => JSON.parse(t).mcp.drawbridge,
    { type: 'local', command: ['/opt/node', ...stdio('opencode').args], enabled: true },
  ],
  [
    'opencode-2',
    '.config/opencode2/opencode.json',
    (t) => JSON.parse(t).mcp.servers.drawbridge,
    { type: 'local', command: ['/opt/node', ...stdio('opencode-2').args] },
  ],
  [
    'copilot',
    '.copilot/mcp-config.json',
    (t) => JSON.parse(t).mcpServers.drawbridge,
    { type: 'local', tools: ['*'], ...stdio('copilot') },
  ],
  [
    'antigravity',
    '.gemini/config/mcp_config.json',
    (t) => JSON.parse(t).mcpServers.drawbridge,
    stdio('antigravity'),
  ],
  ['qwen', '.qwen/settings.json', (t) => JSON.parse(t).mcpServers.drawbridge, stdio('qwen')],
  ['kiro', '.kiro/settings/mcp.json', (t) => JSON.parse(t).mcpServers.drawbridge, stdio('kiro')],
  [
    'windsurf',
    '.codeium/windsurf/mcp_config.json',
    (t) => JSON.parse(t).mcpServers.drawbridge,
    stdio('windsurf'),
  ],
  [
    'zed',
    '.config/zed/settings.json',
    (t) => JSON.parse(t).context_servers.drawbridge,
    stdio('zed'),
  ],
]

function stdio(as: string) {
  return { command: '/opt/node', args: ['/opt/stdio.cjs', '--data', '/home/ada/d', '--as', as] }
}

describe.each(files)('%s', (id, path, read, entry) => {
  beforeEach(async () => {
    await put(path, '{}')
  })

  it('is found, set up in its own file, and seen as set up', async () => {
    const connect = computer()
    expect(await one(connect, id)).toMatchObject({ installed: 'yes', state: 'not-set-up' })
    expect(await setUp(connect, id)).toBe(join(home, path))
    expect(read(await readFile(join(home, path), 'utf8'))).toEqual(entry)
    expect(await one(connect, id)).toMatchObject({ state: 'set-up', canUndo: true })
  })

  it('is put back to the byte', async () => {
    const connect = computer()
    await setUp(connect, id)
    await connect.undo(id, false)
    expect(await readFile(join(home, path), 'utf8')).toBe('{}')
    expect(await one(connect, id)).toMatchObject({ state: 'not-set-up', canUndo: false })
  })

  it('is seen as stale and repaired when its entry leads elsewhere', async () => {
    const connect = computer()
    await setUp(connect, id)
    const moved = (await readFile(join(home, path), 'utf8')).replaceAll(
      '/opt/stdio.cjs',
      '/old/stdio.cjs',
    )
    await put(path, moved)
    expect(await one(connect, id)).toMatchObject({ state: 'stale' })
    await setUp(connect, id)
    expect(read(await readFile(join(home, path), 'utf8'))).toEqual(entry)
  })

  it('is seen as not set up when the client has wiped the entry', async () => {
    const connect = computer()
    await setUp(connect, id)
    await put(path, '{}')
    expect(await one(connect, id)).toMatchObject({ state: 'not-set-up' })
  })
})

describe('Codex', () => {
  it('is set up in its TOML file, beside what is there', async () => {
    const file = await put('.codex/config.toml', 'model = "x" # mine\n')
    await setUp(computer(), 'codex')
    expect(await readFile(file, 'utf8')).toBe(
      'model = "x" # mine\n\n[mcp_servers.drawbridge]\ncommand = "/opt/node"\nargs = [ "/opt/stdio.cjs", "--data", "/home/ada/d", "--as", "codex" ]\n',
    )
  })

  it('has its folder where CODEX_HOME says', async () => {
    await put('elsewhere/config.toml', '')
    const connect = computer({ env: { CODEX_HOME: join(home, 'elsewhere') } })
    expect(await setUp(connect, 'codex')).toBe(join(home, 'elsewhere', 'config.toml'))
  })
})

describe('Claude Desktop', () => {
  it('has its file in Application Support on macOS', async () => {
    await put('Library/Application Support/Claude/claude_desktop_config.json', '{}')
    const file = await setUp(computer({ platform: 'darwin' }), 'claude-desktop')
    expect(file).toBe(join(home, 'Library/Application Support/Claude/claude_desktop_config.json'))
  })

  it('is edited where the Windows store package reads, which ignores the classic file', async () => {
    const packages = 'AppData/Local/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/Claude'
    await put(join(packages, 'x'), '')
    await put('AppData/Roaming/Claude/claude_desktop_config.json', '{}')
    const file = await setUp(computer({ platform: 'win32' }), 'claude-desktop')
    expect(file).toBe(join(home, packages, 'claude_desktop_config.json'))
  })

  it('is edited in the classic place on Windows without the store package', async () => {
    await put('AppData/Roaming/Claude/claude_desktop_config.json', '{}')
    const file = await setUp(computer({ platform: 'win32' }), 'claude-desktop')
    expect(file).toBe(join(home, 'AppData/Roaming/Claude/claude_desktop_config.json'))
  })

  const route = async (world: World, id: string) =>
    (await one(computer(world), 'claude-desktop')).routes.find((known) => known.id === id)

  it('takes no bundle on Linux, and says why it cannot be set up where it is not found', async () => {
    expect(await route({}, 'bundle')).toMatchObject({
      available: false,
      recommended: false,
      detail: 'Claude Desktop takes bundles on macOS and Windows only.',
    })
    expect(await route({}, 'config')).toMatchObject({
      available: false,
      detail: 'Claude Desktop was not found on this computer.',
    })
    expect(await route({}, 'steps')).toMatchObject({ recommended: true })
  })

  it('takes the bundle of the installed app, or of the release page, where it is there', async () => {
    const folder = 'AppData/Roaming/Claude/claude_desktop_config.json'
    const windows = { platform: 'win32' } as const
    expect(await route(windows, 'bundle')).toMatchObject({ available: false })
    await put(folder, '{}')
    expect(await route(windows, 'bundle')).toMatchObject({
      available: true,
      recommended: false,
      detail: 'Double-click drawbridge.mcpb from the release page.',
    })
    expect(await route(windows, 'config')).toMatchObject({ recommended: true })
    const bundle = await put('resources/drawbridge.mcpb', '')
    const installed = { ...windows, resourcesDir: join(home, 'resources') }
    expect(await route(installed, 'bundle')).toMatchObject({ detail: `Double-click ${bundle}.` })
    await put(folder, 'broken')
    expect(await route(installed, 'bundle')).toMatchObject({ recommended: true })
  })

  it('says where its file does not parse, and touches nothing', async () => {
    const path = '.config/Claude/claude_desktop_config.json'
    await put(path, '{ "mcpServers": {')
    const shown = await one(computer(), 'claude-desktop')
    expect(shown).toMatchObject({ state: 'unreadable', problem: { code: 'config-unreadable' } })
    expect(shown.routes.find(({ id }) => id === 'config')).toMatchObject({ available: false })
    await expect(computer().preview('claude-desktop', 'config')).rejects.toThrow('line 1, column')
    expect(await readFile(join(home, path), 'utf8')).toBe('{ "mcpServers": {')
  })
})

describe('a client with a command of its own', () => {
  it('is driven through it, with the old entry removed first, and never by a shell', async () => {
    await program(
      'claude',
      `printf '%s|' "$@" >> "${join(home, 'calls')}"; echo >> "${join(home, 'calls')}"`,
    )
    const connect = computer()
    const preview = await connect.preview('claude-code', 'command')
    expect(preview.command?.slice(1)).toEqual([
      'mcp',
      'add',
      '-s',
      'user',
      'drawbridge',
      '--',
      '/opt/node',
      ...stdio('claude').args,
    ])
    await connect.apply('claude-code', 'command', preview.token)
    expect((await readFile(join(home, 'calls'), 'utf8')).split('\n').slice(0, 2)).toEqual([
      'mcp|remove|-s|user|drawbridge|',
      `mcp|add|-s|user|drawbridge|--|/opt/node|${stdio('claude').args.join('|')}|`,
    ])
  })

  it('says what the program said when it refuses', async () => {
    await program('claude', 'echo "not today" >&2; exit 3')
    const connect = computer()
    const { token } = await connect.preview('claude-code', 'command')
    await expect(connect.apply('claude-code', 'command', token)).rejects.toThrow('not today')
  })

  it('is set up by its file where the program is not found', async () => {
    await put('.gemini/settings.json', '{}')
    const gemini = await one(computer(), 'gemini')
    expect(gemini.routes.find(({ id }) => id === 'command')).toMatchObject({ available: false })
    expect(gemini.routes.find(({ recommended }) => recommended)?.id).toBe('config')
  })
})

describe('a client in the cloud', () => {
  it('opens prefilled where it has an address for that', async () => {
    const { link } = await computer().guide('claude-web', 'link')
    expect(link).toBe(
      'https://claude.ai/customize/connectors?modal=add-custom-connector&connectorName=Drawbridge&connectorUrl=https%3A%2F%2Fname.example%2Fmcp',
    )
  })

  it('gets the steps with the address to copy', async () => {
    const { steps } = await computer().guide('chatgpt', 'steps')
    expect(steps.flatMap(({ copy }) => copy)).toContainEqual({
      label: 'Server URL',
      value: publicUrl,
    })
  })

  it('cannot be set up as long as there is no public address, and says so', async () => {
    const chatgpt = await one(computer({ publicUrl: null }), 'chatgpt')
    expect(chatgpt.routes).toEqual([
      expect.objectContaining({
        id: 'steps',
        available: false,
        detail: expect.stringContaining('public address'),
      }),
    ])
  })

  it('is not connected by an approval alone: it is by the first call with its token', async () => {
    const approved = {
      vendor: 'chatgpt',
      name: 'ChatGPT',
      redirectUris: [],
      grants: 1,
      lastUsedAt: null,
    }
    const connect = computer({ seen: { clients: [approved], links: [], closedLinks: [] } })
    expect(await one(connect, 'chatgpt')).toMatchObject({
      state: 'set-up',
      detail: 'ChatGPT is approved but has not called yet.',
      seenAt: null,
    })
  })

  it('is connected once a sign-in of its vendor is in use', async () => {
    const client = {
      vendor: 'chatgpt',
      name: 'ChatGPT',
      redirectUris: [],
      grants: 1,
      lastUsedAt: '2026-11-21T11:00:00.000Z',
    }
    const connect = computer({ seen: { clients: [client], links: [], closedLinks: [] } })
    expect(await one(connect, 'chatgpt')).toMatchObject({
      state: 'connected',
      seenAt: client.lastUsedAt,
    })
    const cutOff = computer({
      publicUrl: null,
      seen: { clients: [client], links: [], closedLinks: [] },
    })
    expect(await one(cutOff, 'chatgpt')).toMatchObject({
      state: 'connected',
      detail: expect.stringContaining('There is no public address now'),
    })
  })
})

it('is connected while its stdio link is open', async () => {
  const connect = computer({
    seen: { clients: [], links: [{ participant: 'cursor', program: null }], closedLinks: [] },
  })
  expect(await one(connect, 'cursor')).toMatchObject({ state: 'connected' })
  expect(await one(connect, 'zed')).toMatchObject({ state: 'not-set-up' })
})

it.each([
  ['claude-ai', 'claude-desktop', 'claude-code'],
  ['claude-code', 'claude-code', 'claude-desktop'],
] as const)('a link of %s is that of %s, and none of %s', async (program, its, notIts) => {
  const links = [{ participant: 'claude', program }]
  const connect = computer({ seen: { clients: [], links, closedLinks: [] } })
  expect(await one(connect, its)).toMatchObject({ state: 'connected' })
  expect(await one(connect, notIts)).toMatchObject({ state: 'not-set-up' })
  const unnamed = computer({
    seen: { clients: [], links: [{ participant: 'claude', program: null }], closedLinks: [] },
  })
  expect(await one(unnamed, its)).toMatchObject({ state: 'not-set-up' })
})

it('says until when its stdio link was open', async () => {
  const at = '2026-11-21T14:10:00.000Z'
  const closedLinks = [{ participant: 'cursor', program: null, at }]
  const connect = computer({ seen: { clients: [], links: [], closedLinks } })
  expect(await one(connect, 'cursor')).toMatchObject({
    state: 'connected',
    detail: 'Cursor was linked on this computer; its link is closed now.',
    seenAt: at,
  })
})

it('gives editors an address that installs the link, arguments whole', async () => {
  await put('.cursor/x', '')
  const { link } = await computer().guide('cursor', 'link')
  const config = new URL(link ?? '').searchParams.get('config') ?? ''
  expect(JSON.parse(Buffer.from(config, 'base64').toString())).toEqual(stdio('cursor'))
  const vscode = (await computer().guide('vscode', 'link')).link ?? ''
  expect(JSON.parse(decodeURIComponent(vscode.slice('vscode:mcp/install?'.length)))).toEqual({
    name: 'drawbridge',
    type: 'stdio',
    ...stdio('vscode'),
  })
})

it('never writes a secret: entries hold the command and the folder, nothing else', async () => {
  for (const [id, path] of files) {
    await put(path, '{}')
    const { diff } = await computer().preview(id, 'config')
    expect(diff).not.toMatch(/secret|token|password|bearer/i)
  }
})

it('refuses to write what was not previewed', async () => {
  await put('.cursor/mcp.json', '{}')
  const connect = computer()
  const { token } = await connect.preview('cursor', 'config')
  await put('.cursor/mcp.json', '{"theirs":1}')
  await expect(connect.apply('cursor', 'config', token)).rejects.toMatchObject({
    code: 'config-changed',
  })
  expect(await one(connect, 'cursor')).toMatchObject({ canUndo: false })
})

describe('what is in a client’s file besides', () => {
  it('further keys of the entry are kept, and do not make it another one', async () => {
    const entry = { ...stdio('cursor'), timeout: 5, trust: true, disabledTools: ['x'] }
    const file = await put(
      '.cursor/mcp.json',
      JSON.stringify({ mcpServers: { drawbridge: entry } }),
    )
    const connect = computer()
    expect(await one(connect, 'cursor')).toMatchObject({ state: 'set-up' })
    expect(await connect.preview('cursor', 'config')).toMatchObject({ diff: '' })

    await put(
      '.cursor/mcp.json',
      JSON.stringify({ mcpServers: { drawbridge: { ...entry, command: '/old/node' } } }),
    )
    expect(await one(connect, 'cursor')).toMatchObject({ state: 'stale' })
    await setUp(connect, 'cursor')
    const written = JSON.parse(await readFile(file, 'utf8')) as {
      mcpServers: { drawbridge: unknown }
    }
    expect(written.mcpServers.drawbridge).toEqual(entry)
  })

  it('its own command comes second, and what it rewrites can be put back to the byte', async () => {
    const before = '# mine\nmodel = "x"\r\n'
    const file = await put('.codex/config.toml', before)
    await program('codex', `echo 'rewritten = true' > ${file}`)
    const connect = computer()
    const { routes } = await one(connect, 'codex')
    expect(routes.find(({ recommended }) => recommended)?.id).toBe('config')
    const { token } = await connect.preview('codex', 'command')
    const { backup } = await connect.apply('codex', 'command', token)
    expect(await readFile(file, 'utf8')).toBe('rewritten = true\n')
    expect(await readFile(backup ?? '', 'utf8')).toBe(before)
    await connect.undo('codex', false)
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  it('undoing what was never done says so, and runs nothing', async () => {
    const ran = join(home, 'ran')
    await put('.codex/config.toml', 'model = "x"\n')
    await program('codex', `touch ${ran}`)
    await expect(computer().undo('codex', false)).rejects.toMatchObject({
      code: 'config-nothing-to-undo',
    })
    await expect(readFile(ran)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

it('what a client’s command says is shown whole and without colours', async () => {
  await put('.codex/config.toml', '')
  await program('codex', String.raw`printf '\033[31mfirst line\033[0m\nand the last\n' >&2; exit 3`)
  const connect = computer()
  const { token } = await connect.preview('codex', 'command')
  await expect(connect.apply('codex', 'command', token)).rejects.toThrow(
    'did not add the bridge: first line and the last.',
  )
})
