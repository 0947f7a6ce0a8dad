/**
 * Runs a program on Node 24 in place of this script: same streams, same exit code, and each signal
 * reaches it exactly once, whether it came from the terminal, from npm or from both.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { isNpmGone, whenNpmGone } from './npm-gone.mjs'
import { node24, toolEnvironment } from './paths.mjs'

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** On Ctrl-C the terminal and npm both signal this script, a few milliseconds apart. */
const echoMs = 400
const onWindows = process.platform === 'win32'
const tether = new URL('tether.mjs', import.meta.url).href

/**
 * Resolves to the exit code of the program.
 *
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function launch(file, args) {
  if (isNpmGone()) return 128 + constants.signals.SIGTERM

  // Its own process group: the terminal signals this script only, which passes it on once.
  // `ipc` carries no messages; it closes when this script is gone, however it ended.
  const child = spawn(node24, ['--import', tether, file, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: toolEnvironment(),
    detached: !onWindows,
  })

  const passedOnAt = new Map()
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    // Windows: the console tells the program itself, and kill() would not let it end cleanly.
    if (onWindows && signal === 'SIGINT') return
    const now = performance.now()
    if (now - (passedOnAt.get(signal) ?? -Infinity) < echoMs) return
    passedOnAt.set(signal, now)
    child.kill(signal)
  }
  for (const signal of signals) process.on(signal, passOn)
  whenNpmGone(() => passOn('SIGTERM'))

  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    )
  })
}
