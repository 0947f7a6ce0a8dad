/** Whether `npm start` opens a window: where Electron's program is, and what speaks against it. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const module = pathToFileURL(join(root, 'scripts', 'lib', 'electron.mjs')).href

/** What the script would say, for a user who is not root unless told otherwise. */
async function reason(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, uid = 1000) {
  const code = `
    import { noWindowBecause } from ${JSON.stringify(module)}
    process.getuid = () => ${uid}
    console.log(noWindowBecause(${JSON.stringify(env)}, ${JSON.stringify(platform)}) ?? 'window')`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code])
  return stdout.trim()
}

/** A folder with a program as Electron's own folder has it. */
async function distribution(): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-electron-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'electron'), '')
  return { ELECTRON_OVERRIDE_DIST_PATH: folder }
}

describe('a window', () => {
  it('is opened where the program and a display are', async () => {
    const electron = await distribution()
    expect(await reason({ ...electron, DISPLAY: ':0' }, 'linux')).toBe('window')
    expect(await reason({ ...electron, WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe('window')
  })

  it('is not opened without the program, which is never fetched by itself', async () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere', DISPLAY: ':0' }
    expect(await reason(env, 'linux')).toContain('npx install-electron')
  })

  it('is not opened without a display, nor for root, whose pages could not be sandboxed', async () => {
    const electron = await distribution()
    expect(await reason(electron, 'linux')).toBe('there is no display')
    expect(await reason({ ...electron, DISPLAY: ':0' }, 'linux', 0)).toContain('root')
  })
})
