/**
 * A copy of what packaging reads, in a temporary folder: the built app, the configuration, resources,
 * and for every system a stand-in of Electron, of cloudflared and of the keychain add-on. So nothing
 * is fetched, and nobody else's build gets in between.
 */
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeStandInElectron } from './stand-in-electron.ts'

export const root = join(import.meta.dirname, '..', '..')
const require = createRequire(import.meta.url)

/** The computers Drawbridge is packaged for, with what the builder and npm call their parts. */
export const targets = [
  { platform: 'darwin', arch: 'arm64', resources: 'mac-arm64', addOn: 'darwin-arm64' },
  { platform: 'darwin', arch: 'x64', resources: 'mac-x64', addOn: 'darwin-x64' },
  { platform: 'linux', arch: 'arm64', resources: 'linux-arm64', addOn: 'linux-arm64-gnu' },
  { platform: 'linux', arch: 'x64', resources: 'linux-x64', addOn: 'linux-x64-gnu' },
  { platform: 'win32', arch: 'arm64', resources: 'win-arm64', addOn: 'win32-arm64-msvc' },
  { platform: 'win32', arch: 'x64', resources: 'win-x64', addOn: 'win32-x64-msvc' },
] as const

export type Target = (typeof targets)[number]

export interface StagedApp {
  folder: string
  remove(): void
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

export function stageApp(): StagedApp {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-package-'))
  const copied = [
    'package.json',
    'electron-builder.yml',
    'LICENSE',
    'README.md',
    'out',
    'resources',
  ]
  for (const name of [...copied, 'scripts', 'test/package', 'renderer/index.html']) {
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (from) => !from.startsWith(join(root, 'resources', 'cloudflared')),
    })
  }
  stageCloudflared(folder)
  stageKeychain(folder)
  stageDependencies(folder)
  for (const platform of ['darwin', 'linux', 'win32']) {
    writeStandInElectron(join(folder, 'electron', platform), platform, electronVersion())
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export const electronVersion = (): string =>
  (readJson(require.resolve('electron/package.json')) as { version: string }).version

/** Programs of a few bytes, and the table of sums they answer to. */
function stageCloudflared(folder: string): void {
  const assets: Record<string, { file: string; sha256: string }> = {}
  for (const target of targets) {
    const { platform, arch } = target
    // As in the real table: Windows on ARM has the x64 program.
    const content = `cloudflared for ${platform}-${platform === 'win32' ? 'x64' : arch}`
    put(cloudflaredPath(folder, target), content, 0o755)
    if (platform === 'win32' && arch === 'arm64') continue
    const sha256 = createHash('sha256').update(content).digest('hex')
    assets[`${platform}-${arch}`] = { file: 'cloudflared', sha256 }
  }
  const table = join(folder, 'main', 'bridge', 'tunnel', 'cloudflared-release.json')
  put(table, JSON.stringify({ version: '0.0.1', base: '', assets }))
}

export const cloudflaredName = ({ platform }: Target): string =>
  platform === 'win32' ? 'cloudflared.exe' : 'cloudflared'

export const cloudflaredPath = (folder: string, target: Target): string =>
  join(folder, 'resources', 'cloudflared', target.resources, cloudflaredName(target))

/** The real package, with an add-on beside it for every system as if all had been installed. */
function stageKeychain(folder: string): void {
  const own = dirname(require.resolve('@napi-rs/keyring/package.json'))
  cpSync(own, join(folder, 'node_modules', '@napi-rs', 'keyring'), { recursive: true })
  const { version } = readJson(join(own, 'package.json')) as { version: string }
  for (const { addOn } of targets) {
    const name = `@napi-rs/keyring-${addOn}`
    const at = addOnFolder(folder, addOn)
    put(join(at, 'package.json'), JSON.stringify({ name, version, main: `keyring.${addOn}.node` }))
    put(join(at, 'README.md'), name)
    put(join(at, `keyring.${addOn}.node`), `native ${addOn}`)
  }
}

/** What is bundled lies in node_modules too, and the builder finds it there. */
function stageDependencies(folder: string): void {
  const { dependencies } = readJson(join(root, 'package.json')) as {
    dependencies: Record<string, string>
  }
  for (const [name, version] of Object.entries(dependencies)) {
    if (name === '@napi-rs/keyring') continue
    const at = join(folder, 'node_modules', name)
    put(join(at, 'package.json'), JSON.stringify({ name, version, main: 'index.js' }))
    put(join(at, 'index.js'), '')
  }
}

export const addOnFolder = (folder: string, addOn: string): string =>
  join(folder, 'node_modules', '@napi-rs', `keyring-${addOn}`)

function put(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content, { mode })
}
