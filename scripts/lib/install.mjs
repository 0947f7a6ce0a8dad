/**
 * Brings node_modules to what package-lock.json asks for. npm's own record of what it installed
 * (node_modules/.package-lock.json) tells whether there is anything to do, so that an install made
 * by hand counts too.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { modules, node24, root } from './paths.mjs'
import { runTool } from './run-tool.mjs'
import { SetupError } from './say.mjs'
import { withSetupLock } from './setup-lock.mjs'

const record = join(modules, '.package-lock.json')
/** Only there while npm works: what an interrupted install left behind cannot be trusted. */
const unfinished = join(modules, '.drawbridge-installing')

/**
 * Installs when something is missing or stale; otherwise costs a few milliseconds.
 *
 * @param {import('./say.mjs').Say} say
 */
export async function ensureInstalled(say) {
  if (await isInstalled()) return
  const onWait = () => say.progress('Waiting for another start to finish installing…')
  await withSetupLock(() => install(say), { onWait })
}

/** @param {import('./say.mjs').Say} say */
async function install(say) {
  if (await isInstalled()) return
  if (existsSync(record) && !existsSync(unfinished)) {
    say.progress('Updating dependencies…')
  } else {
    say.progress('Installing dependencies (first start, about 20 seconds)…')
    await rm(modules, { recursive: true, force: true })
  }
  await mkdir(modules, { recursive: true })
  await writeFile(unfinished, '')
  const { code, output } = await npmInstall()
  if (code === 0 && !existsSync(node24)) await fetchNode24()
  await rm(unfinished, { force: true })
  if (code === 0 && (await isInstalled())) return
  throw new SetupError(`${output.trim()}\n\nInstalling the dependencies failed: see above.`)
}

async function isInstalled() {
  const [wanted, installed] = await Promise.all([
    packagesIn(join(root, 'package-lock.json')),
    packagesIn(record),
  ])
  if (!wanted) throw new SetupError('package-lock.json is missing: this checkout is not complete.')
  if (!installed || !existsSync(node24) || existsSync(unfinished)) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === '') return true
    const found = installed[path]
    // Optional packages are mostly binaries for other systems.
    if (!found) return Boolean(optional || devOptional)
    return found.version === version && found.integrity === integrity
  })
}

/**
 * @param {string} path
 * @returns {Promise<Record<string, {version?: string, integrity?: string, optional?: boolean, devOptional?: boolean}> | undefined>}
 */
async function packagesIn(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * Exactly what the lock file says, changing only what differs: unlike `npm ci` it leaves alone what
 * a running bridge has open, and accepts a lock file without the binaries of every other system.
 * The flags undo what the environment may ask for (NODE_ENV=production, `npm -s`).
 */
function npmInstall() {
  const flags = [
    '--include=dev',
    '--include=optional',
    '--loglevel=warn',
    '--no-audit',
    '--no-fund',
  ]
  return runTool('npm', ['install', '--no-save', ...flags], {
    env: { ...process.env, PATH: pathWithoutModules() },
    capture: true,
    shell: process.platform === 'win32',
  })
}

/** Where npm is told to ignore scripts, the one that links the Node binary is run here. */
async function fetchNode24() {
  const script = 'cd node_modules/node && node installArchSpecificPackage.js'
  await runTool(script, [], {
    env: { ...process.env, PATH: pathWithoutModules() },
    capture: true,
    shell: true,
  })
}

/** npm must not run on the Node inside the very folder it is about to replace. */
function pathWithoutModules() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(modules))
    .join(delimiter)
}
