/**
 * Claude Desktop's way in, out of what is shipped: the link beside the app and the .mcpb bundle, run by
 * plain Node against a running bridge, and what they say where there is none.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { dataPath } from '../../main/data-path.ts'
import { plainEnvironment, startBridge, temporaryDataFolder } from '../e2e/running-bridge.ts'
import { installBundle, type InstalledBundle } from './claude-bundle.ts'
import { packageApp } from './package-app.ts'
import { root, stageApp, targets } from './staged-app.ts'

// A second each here, but several run at once and share the processor with everything else.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const staged = stageApp()
const bundleFolder = join(staged.folder, 'claude', 'drawbridge')
const target = targets.find(({ platform, arch }) => platform === 'linux' && arch === 'x64')
let bundle: InstalledBundle
let link: string

beforeAll(async () => {
  if (!target) throw new Error('no target')
  const { code, output, app } = await packageApp(staged.folder, target)
  expect(code, output).toBe(0)
  link = join(app.resources, 'stdio.cjs')
  bundle = await installBundle(join(app.resources, 'drawbridge.mcpb'), bundleFolder)
})
afterAll(() => staged.remove())

/** A home of its own: nothing but the usual places is to be found from it. */
function freshHome(): { home: string; env: NodeJS.ProcessEnv; dataDir: string } {
  const home = mkdtempSync(join(tmpdir(), 'drawbridge-home-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const inherited: NodeJS.ProcessEnv = plainEnvironment
  const { XDG_DATA_HOME: _xdg, APPDATA: _appData, DRAWBRIDGE_HOME: _home, ...rest } = inherited
  const env = { ...rest, HOME: home, USERPROFILE: home, LOCALAPPDATA: join(home, 'local') }
  return { home, env, dataDir: dataPath({ home, env }) }
}

async function toolsThrough(args: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const client = new Client({ name: 'claude-ai', version: '1.0.0' })
  onTestFinished(() => client.close())
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args,
      env: env as Record<string, string>,
    }),
  )
  return (await client.listTools()).tools.map(({ name }) => name)
}

/** Starts a link, asks as hosts do at once, and gives all it said until its end. */
async function askOnce(args: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data) => (stdout += String(data)))
  child.stderr.on('data', (data) => (stderr += String(data)))
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'initialize' })}\n`)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

describe('the .mcpb bundle', () => {
  it('holds the link, its manifest, an icon and the licence, and nothing else', () => {
    expect(readdirSync(bundleFolder).sort()).toEqual([
      'LICENSE',
      'icon.png',
      'manifest.json',
      'stdio.cjs',
    ])
    expect(readFileSync(join(bundleFolder, 'stdio.cjs'))).toEqual(readFileSync(link))
  })

  it('says what it is and where it runs, with the version of the app and no secret', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    expect(bundle.manifest).toMatchObject({
      name: 'drawbridge',
      version,
      server: { type: 'node', entry_point: 'stdio.cjs' },
      compatibility: { platforms: ['darwin', 'win32'] },
    })
    expect(bundle.env).toEqual({})
    expect(bundle.args).toEqual([join(bundleFolder, 'stdio.cjs'), '--bundle', '--as', 'claude'])
  })

  it('finds the bridge in the usual data folder, and gives Claude its tools', async () => {
    const { env, dataDir } = freshHome()
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    await startBridge({ dataDir })
    expect(await toolsThrough(bundle.args, env)).toContain('send_message')
  })

  const installed = ['/Applications/Drawbridge.app', '/opt/Drawbridge/drawbridge'].some(existsSync)
  // Where it is installed this would start it.
  it.skipIf(installed)('says that there is no Drawbridge, and starts nothing', async () => {
    const { env, dataDir } = freshHome()
    const { code, stdout, stderr } = await askOnce(bundle.args, env)
    const message = 'Drawbridge is not installed on this computer. Install it and open it once.'
    expect(code).toBe(1)
    expect(stderr).toBe(`drawbridge: ${message}\n`)
    expect(JSON.parse(stdout)).toEqual({ jsonrpc: '2.0', id: 7, error: { code: -32_000, message } })
    expect(existsSync(dataDir)).toBe(false)
  })
})

describe('the link beside the app', () => {
  it('runs without node_modules and without the rest of the app', async () => {
    const alone = join(staged.folder, 'alone')
    mkdirSync(alone)
    writeFileSync(join(alone, 'stdio.cjs'), readFileSync(link))
    const { dataDir } = await startBridge()
    const args = [join(alone, 'stdio.cjs'), '--data', dataDir]
    expect(await toolsThrough(args, plainEnvironment)).toContain('check_inbox')
  })

  it.runIf(process.platform === 'linux')(
    'starts the app hidden when it does not run, not in Node mode, and then connects',
    async () => {
      const dataDir = temporaryDataFolder()
      const seen = join(dataDir, 'seen')
      // Stands for the AppImage: notes how it was started, then is the bridge.
      const app = join(dataDir, 'Drawbridge.AppImage')
      const headless = join(root, 'out', 'main', 'headless.cjs')
      writeFileSync(
        app,
        `#!/bin/sh
echo "$* [$ELECTRON_RUN_AS_NODE]" > '${seen}'
exec '${process.execPath}' '${headless}' up --background --tunnel off --port 0 --control-port 0 --data '${dataDir}'
`,
      )
      chmodSync(app, 0o755)
      onTestFinished(() => stopBridge(headless, dataDir))
      const env = { ...plainEnvironment, APPIMAGE: app, ELECTRON_RUN_AS_NODE: '1' }
      expect(await toolsThrough([link, '--data', dataDir], env)).toContain('send_message')
      expect(readFileSync(seen, 'utf8')).toBe(`--hidden --data ${dataDir} []\n`)
    },
  )
})

/** Ends the bridge that the link has started in the background. */
async function stopBridge(headless: string, dataDir: string): Promise<void> {
  const stop = spawn(process.execPath, [headless, 'stop', '--data', dataDir], {
    env: plainEnvironment,
    stdio: 'ignore',
  })
  await once(stop, 'exit')
}
