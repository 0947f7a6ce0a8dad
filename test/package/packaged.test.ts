/**
 * The app packed for three systems with stand-in Electron distributions: what is in it, what is
 * beside it, how its fuses are set, and what the systems are told about it.
 */
import { createHash } from 'node:crypto'
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { extractFile, getRawHeader, listPackage, statFile } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { neededModules } from './needed-modules.ts'
import { packageApp, type PackagedApp, type PackageRun } from './package-app.ts'
import { cloudflaredName, cloudflaredPath, root, stageApp, targets } from './staged-app.ts'
import { integrityEntries } from './windows-program.ts'

// A second each here, but several run at once and share the processor with everything else.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const built = targets.filter(({ platform, arch }) => (platform === 'linux') === (arch === 'x64'))

/** Every file below a folder, with slashes, as an asar lists them. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()

const staged = stageApp()
afterAll(() => staged.remove())

describe.each(built)('the app for $platform-$arch', (target) => {
  let run: PackageRun
  let app: PackagedApp
  beforeAll(async () => {
    run = await packageApp(staged.folder, target)
    app = run.app
    expect(run.code, run.output).toBe(0)
  })

  const filesInAsar = () =>
    listPackage(app.asar, { isPack: false })
      .map((path) => path.split(sep).join('/').slice(1))
      .filter((path) => !('files' in statFile(app.asar, path.split('/').join(sep))))
      .sort()

  it('holds the program, the panel and the keychain add-on, and nothing else', () => {
    // The licences lie beside the archive.
    const panel = filesBelow(join(staged.folder, 'out', 'renderer')).filter(
      (path) => path !== 'licenses.md',
    )
    const keyring = 'node_modules/@napi-rs/keyring'
    expect(filesInAsar()).toEqual(
      [
        'package.json',
        'out/main/index.js',
        'out/main/preload.cjs',
        ...panel.filter((path) => !path.endsWith('.map')).map((path) => `out/renderer/${path}`),
        `${keyring}/LICENSE`,
        `${keyring}/index.js`,
        `${keyring}/package.json`,
        `${keyring}-${target.addOn}/keyring.${target.addOn}.node`,
        `${keyring}-${target.addOn}/package.json`,
      ].sort(),
    )
  })

  it('refers to no source map, and to no folder of the computer that built it', () => {
    const own = filesInAsar().filter((path) => /^out\/.*\.(js|cjs|css|html)$/.test(path))
    expect(own.length).toBeGreaterThan(3)
    for (const path of own) {
      const text = extractFile(app.asar, path.split('/').join(sep)).toString('utf8')
      expect(text, path).not.toMatch(/[#@] sourceMappingURL=/)
      expect(text.includes(root), path).toBe(false)
    }
  })

  it('needs nothing that is not in it', () => {
    const program = extractFile(app.asar, join('out', 'main', 'index.js')).toString('utf8')
    expect(neededModules(program, 'index.js')).toEqual(['@napi-rs/keyring', 'electron'])
  })

  it('says in its package.json what it is and where it starts, and nothing for developers', () => {
    const { dependencies, ...rest } = JSON.parse(
      extractFile(app.asar, 'package.json').toString('utf8'),
    ) as Record<string, unknown>
    const given = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as typeof rest
    expect(dependencies).toEqual(given['dependencies'])
    expect(rest).toMatchObject({
      name: 'drawbridge',
      version: given['version'],
      type: 'module',
      main: 'out/main/index.js',
      desktopName: 'drawbridge.desktop',
    })
    expect(Object.keys(rest)).not.toContain('devDependencies')
    expect(Object.keys(rest)).not.toContain('scripts')
  })

  it('stays within its size', () => {
    expect(statSync(app.asar).size).toBeLessThan(7 * 1024 * 1024)
  })

  it('has every fuse in the state that was decided', async () => {
    const wire = await getCurrentFuseWire(app.program)
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: FuseState.ENABLE,
      [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
      // Left as Electron ships it; electron-builder's own copy of the tool does not know it yet.
      [FuseV1Options.WasmTrapHandlers]: FuseState.ENABLE,
    })
  })

  it('has the link, its bundle and the licences beside it', () => {
    const beside = (...path: string[]) => readFileSync(join(app.resources, ...path))
    expect(beside('stdio.cjs')).toEqual(readFileSync(join(staged.folder, 'out/main/stdio.cjs')))
    expect(beside('drawbridge.mcpb')).toEqual(
      readFileSync(join(staged.folder, 'dist/drawbridge.mcpb')),
    )
    expect(beside('licenses', 'cloudflared.txt').toString()).toContain('Apache License')
    expect(beside('licenses', 'drawbridge.txt')).toEqual(readFileSync(join(root, 'LICENSE')))
    expect(beside('licenses', 'app.md').toString()).toContain('oidc-provider')
    expect(beside('licenses', 'panel.md').toString()).toContain('@base-ui/react')
  })

  it('brings the cloudflared of its system, ready to run', () => {
    const program = join(app.resources, 'cloudflared', cloudflaredName(target))
    expect(readdirSync(join(app.resources, 'cloudflared'))).toEqual([cloudflaredName(target)])
    expect(readFileSync(program)).toEqual(readFileSync(cloudflaredPath(staged.folder, target)))
    expect(() => accessSync(program, constants.X_OK)).not.toThrow()
  })

  it('unpacks the keychain add-on of its system, and no other', () => {
    const unpacked = join(app.resources, 'app.asar.unpacked')
    const addOn = `node_modules/@napi-rs/keyring-${target.addOn}/keyring.${target.addOn}.node`
    expect(filesBelow(unpacked)).toEqual([addOn])
    expect(readFileSync(join(unpacked, addOn), 'utf8')).toBe(`native ${target.addOn}`)
  })

  it('uploads nothing', () => {
    expect(run.output).not.toMatch(/publishing|uploading/i)
  })

  // The builder writes this file for the other systems only together with their installers.
  if (target.platform === 'linux') {
    it('looks for updates where it was built from', () => {
      const updates = readFileSync(join(app.resources, 'app-update.yml'), 'utf8')
      expect(updates).toMatch(/^provider: github$/m)
      expect(updates).toMatch(/^owner: someone$/m)
      expect(updates).toMatch(/^repo: drawbridge$/m)
    })
  }

  it('carries the sum of its archive where Electron checks it', () => {
    const { headerString } = getRawHeader(app.asar)
    const sum = createHash('sha256').update(headerString).digest('hex')
    expect(integrityOf(app, target.platform)).toEqual(target.platform === 'linux' ? null : sum)
  })
})

/** The sum of app.asar's header as the operating system's own files give it; Linux has no place for it. */
function integrityOf({ program }: PackagedApp, platform: string): string | null {
  if (platform === 'linux') return null
  if (platform === 'win32') {
    const entries = integrityEntries(program) as { file: string; alg: string; value: string }[]
    expect(entries).toMatchObject([{ file: 'resources\\app.asar', alg: 'SHA256' }])
    return entries[0]?.value ?? ''
  }
  const info = readFileSync(join(program, 'Contents', 'Info.plist'), 'utf8')
  const found = info.slice(info.indexOf('<key>ElectronAsarIntegrity</key>'))
  expect(found).toMatch(/<key>Resources\/app\.asar<\/key>/)
  expect(found).toMatch(/<key>algorithm<\/key>\s*<string>SHA256<\/string>/)
  return /<key>hash<\/key>\s*<string>([0-9a-f]{64})<\/string>/.exec(found)?.[1] ?? ''
}
