/**
 * Adds the keychain add-on of another computer to node_modules, for packaging; npm installs only this
 * computer's own. It has to be the very file that package-lock.json names.
 *
 *   node scripts/fetch-keychain.mjs darwin-x64 darwin-arm64
 */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { keychainPackage } from './lib/packaged-for.mjs'
import { modules, root } from './lib/paths.mjs'
import { runTool } from './lib/run-tool.mjs'
import { createSay, runScript, SetupError } from './lib/say.mjs'

await runScript(async () => {
  await ensureInstalled(createSay())
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
  for (const target of process.argv.slice(2)) {
    const [platform = '', arch = ''] = target.split('-')
    const name = keychainPackage(platform, arch)
    const locked = packages[`node_modules/${name}`]
    if (!locked) throw new SetupError(`package-lock.json knows no ${name}.`)
    await bring(name, locked)
    process.stdout.write(`${target}: ${name} ${locked.version}\n`)
  }
  return 0
})

/**
 * @param {string} name
 * @param {{version: string, integrity: string}} locked As package-lock.json names it
 */
async function bring(name, { version, integrity }) {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-keychain-'))
  try {
    const args = ['pack', `${name}@${version}`, '--pack-destination', folder, '--loglevel=error']
    const onWindows = process.platform === 'win32'
    const { code, output } = await runTool('npm', args, { capture: true, shell: onWindows })
    if (code !== 0)
      throw new SetupError(`${output.trim()}\n${name} could not be fetched; see above.`)
    const archive = join(folder, `${name.slice(1).replace('/', '-')}-${version}.tgz`)
    const sum = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64')
    if (integrity !== `sha512-${sum}`)
      throw new SetupError(`${name} is not what the lock file names.`)
    const to = join(modules, name)
    await rm(to, { recursive: true, force: true })
    await mkdir(to, { recursive: true })
    // Every system that is packed on has a tar.
    const unpacked = await runTool('tar', ['-xzf', archive, '-C', to, '--strip-components=1'])
    if (unpacked.code !== 0) throw new SetupError(`${archive} could not be unpacked.`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
