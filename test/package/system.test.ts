/** What each system is told about the packed app: its name, its icon, and that it opens drawbridge://. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { packageApp, type PackagedApp } from './package-app.ts'
import { electronVersion, root, stageApp, targets, type Target } from './staged-app.ts'
import { iconWidths, productName } from './windows-program.ts'

// A second each here, but several run at once and share the processor with everything else.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const require = createRequire(import.meta.url)
const staged = stageApp()
afterAll(() => staged.remove())

const targetFor = (platform: Target['platform']) => {
  const found = targets.find((target) => target.platform === platform && target.arch === 'x64')
  if (!found) throw new Error(platform)
  return found
}

async function packed(platform: Target['platform']): Promise<PackagedApp> {
  const { code, output, app } = await packageApp(staged.folder, targetFor(platform))
  expect(code, output).toBe(0)
  return app
}

describe('macOS', () => {
  let info: string
  let app: PackagedApp
  beforeAll(async () => {
    app = await packed('darwin')
    info = readFileSync(join(app.program, 'Contents', 'Info.plist'), 'utf8')
  })
  const value = (key: string) =>
    new RegExp(`<key>${key}</key>\\s*(?:<string>(.*?)</string>|<(true|false)/>)`)
      .exec(info)
      ?.slice(1)
      .find((found) => found !== undefined)

  it('knows the app by its id, its name and the oldest system it runs on', () => {
    expect(value('CFBundleIdentifier')).toBe('dev.drawbridge.app')
    expect(value('CFBundleName')).toBe('Drawbridge')
    expect(value('LSMinimumSystemVersion')).toBe('13.0')
  })

  it('opens drawbridge:// with it', () => {
    expect(info).toMatch(
      /<key>CFBundleURLSchemes<\/key>\s*<array>\s*<string>drawbridge<\/string>\s*<\/array>/,
    )
  })

  it('keeps it in the menu bar and out of the Dock', () => {
    expect(value('LSUIElement')).toBe('true')
  })

  it('shows its icon', () => {
    const icon = readFileSync(join(app.resources, value('CFBundleIconFile') ?? ''))
    expect(icon).toEqual(readFileSync(join(root, 'resources', 'icon.icns')))
  })
})

describe('Windows', () => {
  let app: PackagedApp
  beforeAll(async () => {
    app = await packed('win32')
  })

  it('knows the app by its name', () => {
    expect(productName(app.program)).toBe('Drawbridge')
  })

  it('shows its icon, in sizes from the title bar to the large tile', () => {
    const widths = iconWidths(app.program)
    expect(widths).toContain(16)
    expect(widths).toContain(0)
  })
})

describe('Linux', () => {
  let desktop: {
    name: string
    entry: string
    icons: { file: string; size: number }[]
    installers: string[][]
  }
  beforeAll(async () => {
    // packaged.test.ts packs it as `npm run package` does.
    const builder = require.resolve('electron-builder/cli.js')
    await promisify(execFile)(process.execPath, [
      builder,
      '--linux',
      'dir',
      '--x64',
      '--publish=never',
      `--projectDir=${staged.folder}`,
      `-c.electronDist=${join(staged.folder, 'electron', 'linux')}`,
      `-c.electronVersion=${electronVersion()}`,
      `-c.afterPack=${join(import.meta.dirname, 'desktop-entry.cjs')}`,
    ])
    desktop = JSON.parse(readFileSync(join(staged.folder, 'dist', 'desktop-entry.json'), 'utf8'))
  })

  it('opens drawbridge:// with it', () => {
    expect(desktop.entry).toMatch(/^MimeType=x-scheme-handler\/drawbridge;$/m)
    expect(desktop.entry).toMatch(/^Exec=\/opt\/Drawbridge\/drawbridge %U$/m)
  })

  it('recognises its window by the name of the .desktop file', () => {
    expect(desktop.name).toBe('drawbridge')
    expect(desktop.entry).toMatch(/^StartupWMClass=drawbridge$/m)
    expect(desktop.entry).toMatch(/^Icon=drawbridge$/m)
  })

  it('shows its icon, in sizes from the panel to the overview', () => {
    const sizes = desktop.icons.map(({ size }) => size)
    for (const size of [16, 32, 48, 128, 256, 512]) expect(sizes).toContain(size)
  })

  it('gets a deb and an AppImage, as macOS and Windows get theirs, for both architectures', () => {
    expect(desktop.installers).toEqual([
      ['dmg arm64', 'dmg x64', 'zip arm64', 'zip x64'],
      ['nsis arm64', 'nsis x64'],
      ['AppImage arm64', 'AppImage x64', 'deb arm64', 'deb x64'],
    ])
  })
})
