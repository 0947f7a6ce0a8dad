/**
 * The programs the tests drive for real: a browser for the sign-in pages and, on Linux, a keychain
 * in a private D-Bus session. Root on Debian gets them installed; everybody else is told how.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runTool } from './run-tool.mjs'
import { SetupError } from './say.mjs'

const tools = [
  {
    package: 'chromium',
    anyOf: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    alsoAt: [
      '/Applications/Chromium.app',
      '/Applications/Google Chrome.app',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  },
  { package: 'gnome-keyring', anyOf: ['gnome-keyring-daemon'], on: 'linux' },
  { package: 'dbus', anyOf: ['dbus-run-session'], on: 'linux' },
  { package: 'dbus-daemon', anyOf: ['dbus-daemon'], on: 'linux' },
]

/**
 * Resolves when every program is there; throws with the exact command to run otherwise.
 *
 * @param {import('./say.mjs').Say} say
 */
export async function ensureTestTools(say) {
  const missing = missingPackages()
  if (missing.length === 0) return

  const install = ['install', '--yes', '--no-install-recommends', ...missing]
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !inPath('apt-get')) throw new SetupError(advice(missing, install))

  say.progress(`Installing for the tests: ${missing.join(', ')}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  // One unreachable package source must not stop the others: what counts is the install.
  const update = await runTool('apt-get', [...wait, 'update'], { env, capture: true })
  const { code, output } = await runTool('apt-get', [...wait, ...install], { env, capture: true })
  if (code !== 0 || missingPackages().length > 0) {
    throw new SetupError(`${update.output}${output}\n${advice(missing, install)}`)
  }
}

function missingPackages() {
  return tools
    .filter(({ on }) => on === undefined || on === process.platform)
    .filter(({ anyOf, alsoAt = [] }) => !anyOf.some(inPath) && !alsoAt.some((p) => existsSync(p)))
    .map((tool) => tool.package)
}

/** @param {string} program */
function inPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)))
}

/**
 * @param {string[]} missing
 * @param {string[]} install
 */
function advice(missing, install) {
  const how =
    process.platform === 'linux'
      ? `On Debian or Ubuntu: sudo apt-get ${install.join(' ')}`
      : 'Install Chromium or Google Chrome.'
  return `The tests need programs that are not here: ${missing.join(', ')}.\n${how}`
}
