/**
 * Builds out/ when a source it is made from has changed. The stamp is removed before a build and
 * written after it, so half a build is never taken for a whole one.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { modules, node24, root, toolEnvironment } from './paths.mjs'
import { runTool } from './run-tool.mjs'
import { SetupError } from './say.mjs'
import { withSetupLock } from './setup-lock.mjs'

const folders = ['main', 'renderer', 'card', 'resources', 'docs/errors']
const files = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'scripts/lib/first-paint.ts',
  'scripts/lib/small-code.ts',
]
const builtFrom = join(root, 'out', 'built-from')

export const headless = join(root, 'out', 'main', 'headless.cjs')

/**
 * Builds when stale. Needs the dependencies to be installed.
 *
 * @param {import('./say.mjs').Say} say
 */
export async function ensureBuilt(say) {
  if (await isBuilt()) return
  const onWait = () => say.progress('Waiting for another start to finish building…')
  await withSetupLock(() => build(say), { onWait })
}

/** @param {import('./say.mjs').Say} say */
async function build(say) {
  const hash = await hashOfInputs()
  if (await isBuilt(hash)) return
  say.progress('Building…')
  const begun = Date.now()
  await rm(builtFrom, { force: true })
  const vite = join(modules, 'vite', 'bin', 'vite.js')
  const { code, output } = await runTool(node24, [vite, 'build', '--app'], {
    env: toolEnvironment({ NODE_ENV: 'production' }),
    capture: true,
  })
  if (code !== 0) throw new SetupError(`${output.trim()}\n\nThe build failed; see the lines above.`)
  await removeOlder(join(root, 'out', 'main'), begun)
  await writeFile(builtFrom, hash)
}

/**
 * Takes out what an earlier build made and this one did not: whoever still starts it would run old code.
 * The bundler cannot, as several builds share the folder.
 *
 * @param {string} folder
 * @param {number} begun milliseconds since the epoch
 */
async function removeOlder(folder, begun) {
  // A file system may round times down.
  const margin = 5_000
  for (const path of await filesIn(folder)) {
    if ((await stat(path)).mtimeMs < begun - margin) await rm(path)
  }
}

/** @param {string} [hash] */
async function isBuilt(hash) {
  const found = await readFile(builtFrom, 'utf8').catch(() => undefined)
  if (found === undefined || !existsSync(headless)) return false
  return found === (hash ?? (await hashOfInputs()))
}

async function hashOfInputs() {
  const inside = await Promise.all(folders.map((folder) => filesIn(join(root, folder))))
  const paths = [...inside.flat(), ...files.map((file) => join(root, file))]
  paths.sort((one, other) => (one < other ? -1 : 1))
  const contents = await Promise.all(paths.map((path) => readFile(path).catch(() => undefined)))
  const hash = createHash('sha256')
  for (const [index, path] of paths.entries()) {
    const content = contents[index]
    if (content) hash.update(`${relative(root, path)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function filesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })
  return (await Promise.all(found)).flat()
}
