/**
 * Runs one tool to its end. `capture` keeps its output back and shows it only when it fails. A signal
 * to this script ends the tool first, so that no npm or vite goes on alone.
 */
import { spawn } from 'node:child_process'
import { root } from './paths.mjs'

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Resolves to the exit code and, when captured, the output.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, capture?: boolean, shell?: boolean}} [options]
 * @returns {Promise<{code: number, output: string}>}
 */
export function runTool(command, args, { env = process.env, capture = false, shell = false } = {}) {
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']
  const options = { cwd: root, env, stdio, shell }
  /** @type {import('node:child_process').ChildProcess} */
  const child = shell ? spawn([command, ...args].join(' '), options) : spawn(command, args, options)

  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text))
  }

  /** @type {NodeJS.Signals | undefined} */
  let stoppedBy
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    stoppedBy = signal
    child.kill(signal)
  }
  for (const signal of signals) process.on(signal, stop)

  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, stop)
      if (stoppedBy) process.exit(130)
      resolve({ code: code ?? (signal ? 1 : 0), output })
    })
  })
}
