/**
 * Electron's program, where it is: the npm package brings it only when asked for, and importing the
 * package would begin to download it.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { modules, root } from './paths.mjs'

/** The built desktop app. */
const entry = join(root, 'out', 'main', 'index.js')

/** The path of the program, or undefined; found as the package finds it. */
export function electronProgram(env = process.env) {
  const home = join(modules, 'electron')
  const named = readIfThere(join(home, 'path.txt'))
  const elsewhere = env.ELECTRON_OVERRIDE_DIST_PATH
  if (!elsewhere && !named) return undefined
  const program = join(elsewhere || join(home, 'dist'), named || 'electron')
  return existsSync(program) ? program : undefined
}

/** @param {string} path */
const readIfThere = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '')

/** Why there can be no window here, in words; undefined when there can. */
export function noWindowBecause(env = process.env, platform = process.platform) {
  if (electronProgram(env) === undefined) {
    return 'Electron’s program is not here (npx install-electron brings it)'
  }
  if (platform !== 'linux') return undefined
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display'
  return process.getuid?.() === 0 ? 'the window’s sandbox does not work for root' : undefined
}

/**
 * Runs the desktop app in this checkout; resolves to its exit code.
 *
 * @param {string} program What `electronProgram` gave
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function launchWindow(program, args) {
  const child = spawn(program, [entry, ...args], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => child.kill(signal))
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    )
  })
}
