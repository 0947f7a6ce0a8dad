/** What is refused instead of packed: an app without its parts, or with somebody else's. */
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { packageApp, runPackaging } from './package-app.ts'
import {
  addOnFolder,
  cloudflaredPath,
  stageApp,
  targets,
  type StagedApp,
  type Target,
} from './staged-app.ts'

// A second each here, but several run at once and share the processor with everything else.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const target = (name: string): Target => {
  const found = targets.find(({ platform, arch }) => `${platform}-${arch}` === name)
  if (!found) throw new Error(name)
  return found
}

describe('packing is refused', () => {
  let staged: StagedApp
  beforeEach(() => {
    staged = stageApp()
  })
  afterEach(() => staged.remove())

  it.each(['darwin-x64', 'linux-arm64', 'win32-x64'])(
    'without cloudflared for %s, naming the file and the command that brings it',
    async (name) => {
      rmSync(cloudflaredPath(staged.folder, target(name)))
      const { code, output, app } = await packageApp(staged.folder, target(name))
      expect(code).not.toBe(0)
      expect(output).toContain(`cloudflared for ${name} is missing (`)
      expect(output).toContain(`Run: node scripts/fetch-cloudflared.mjs ${name}`)
      expect(existsSync(app.asar)).toBe(false)
    },
  )

  it('with a cloudflared that is not the pinned one', async () => {
    const path = cloudflaredPath(staged.folder, target('linux-x64'))
    writeFileSync(path, 'something else')
    chmodSync(path, 0o755)
    const { code, output } = await packageApp(staged.folder, target('linux-x64'))
    expect(code).not.toBe(0)
    expect(output).toMatch(/is not cloudflared 0\.0\.1 for linux-x64 \(SHA-256 [0-9a-f]{64}\)/)
  })

  it('without the keychain add-on of the target', async () => {
    rmSync(addOnFolder(staged.folder, 'win32-arm64-msvc'), { recursive: true })
    const { code, output } = await packageApp(staged.folder, target('win32-arm64'))
    expect(code).not.toBe(0)
    expect(output).toContain('@napi-rs/keyring-win32-arm64-msvc is not installed')
    expect(output).toContain('Run: node scripts/fetch-keychain.mjs win32-arm64')
  })

  it('with a keychain add-on of another version than its package', async () => {
    const at = join(addOnFolder(staged.folder, 'linux-x64-gnu'), 'package.json')
    writeFileSync(at, JSON.stringify({ name: '@napi-rs/keyring-linux-x64-gnu', version: '1.0.0' }))
    const { code, output } = await packageApp(staged.folder, target('linux-x64'))
    expect(code).not.toBe(0)
    expect(output).toContain('@napi-rs/keyring-linux-x64-gnu is 1.0.0 and not ')
  })
})

describe('npm run package', () => {
  it('says in one sentence that Electron is not there, before anything is built', async () => {
    // A version nobody has cached could not be asked for; a system nobody here packs for can.
    const other = process.platform === 'win32' ? 'mac' : 'win'
    const { code, output } = await runPackaging('--dir', '--os', other, '--arch', 'arm64')
    expect(code).toBe(1)
    expect(output.trim()).toMatch(
      /^Electron \d+\.\d+\.\d+ for (win32|darwin)-arm64 is not on this computer and could not be fetched \(.+\)\. Packaging needs it; `npm start` runs Drawbridge without it\.$/,
    )
  })

  it('makes no installers for another system', async () => {
    const other = process.platform === 'darwin' ? 'linux' : 'mac'
    const { code, output } = await runPackaging('--os', other)
    expect(code).toBe(1)
    expect(output).toContain(`Installers for ${other} are made on that system`)
  })
})
