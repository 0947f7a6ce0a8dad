/**
 * `npm run package`: builds, makes the bundle for Claude Desktop, and packs the app for this system.
 *
 *   --arch x64,arm64      the architectures; this computer's own by default
 *   --dir                 only the unpacked app, no installers
 *   --os mac|win|linux    another system than this one; only with --dir
 *   --electron-dist DIR   an unpacked stand-in of Electron; for tests
 *   --project DIR         another checkout, built already; for tests
 *
 * Nothing is ever uploaded. docs/packaging.md says what is signed when.
 */
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './lib/build.mjs'
import { ensureElectron } from './lib/electron-binary.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { node24, root, toolEnvironment } from './lib/paths.mjs'
import { builderName } from './lib/packaged-for.mjs'
import { runTool } from './lib/run-tool.mjs'
import { createSay, runScript, SetupError } from './lib/say.mjs'

const require = createRequire(import.meta.url)
const here = builderName(process.platform)
/** @type {Record<string, string>} */
const nodeNames = { mac: 'darwin', win: 'win32', linux: 'linux' }

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      arch: { type: 'string', default: process.arch },
      dir: { type: 'boolean', default: false },
      os: { type: 'string', default: here },
      'electron-dist': { type: 'string' },
      project: { type: 'string' },
    },
  })
  const arches = values.arch.split(',')
  const project = resolve(values.project ?? root)
  const platform = nodeNames[values.os]
  if (platform === undefined) throw new SetupError(`--os is mac, win or linux, not ${values.os}.`)
  if (values.os !== here && !values.dir) {
    throw new SetupError(`Installers for ${values.os} are made on that system; use --dir here.`)
  }
  const say = createSay()
  await ensureInstalled(say)
  if (!values['electron-dist']) await ensureElectron(platform, arches)
  if (!values.project) await ensureBuilt(say)

  say.progress('Making the bundle for Claude Desktop…')
  const { makeBundle } = await import('./lib/mcpb.mjs')
  await makeBundle(project)

  const builder = require.resolve('electron-builder/cli.js')
  const { code } = await runTool(node24, [builder, ...builderArguments(values, arches, project)], {
    env: toolEnvironment(),
  })
  return code
})

/**
 * @param {{os: string, dir: boolean, 'electron-dist'?: string}} values
 * @param {string[]} arches
 * @param {string} project
 */
function builderArguments(values, arches, project) {
  const { version } = require('electron/package.json')
  return [
    `--${values.os}`,
    ...(values.dir ? ['dir'] : []),
    ...arches.map((arch) => `--${arch}`),
    '--publish=never',
    `--projectDir=${project}`,
    `-c.electronVersion=${version}`,
    ...electronFrom(values['electron-dist']),
    ...signing(),
    ...updatesFrom(process.env.GITHUB_REPOSITORY),
  ]
}

/**
 * Changing fuses breaks the signature Electron comes with, and Apple silicon runs nothing without one;
 * only a Mac can renew it. A stand-in has nothing that could be signed.
 *
 * @param {string | undefined} standIn
 */
function electronFrom(standIn) {
  if (standIn) return [`-c.electronDist=${resolve(standIn)}`]
  return here === 'mac' ? ['-c.electronFuses.resetAdHocDarwinSignature=true'] : []
}

/**
 * `owner/name`, as GitHub says it: a fork's builds look for the fork's updates.
 *
 * @param {string | undefined} repository
 */
function updatesFrom(repository) {
  const [owner, name] = repository?.split('/') ?? []
  return name ? [`-c.publish.owner=${owner}`, `-c.publish.repo=${name}`] : []
}

/**
 * Without a certificate nothing is signed. The builder would take whatever the keychain of this Mac
 * holds, or sign ad hoc under the hardened runtime, which then refuses the app's own libraries.
 */
function signing() {
  const { CSC_LINK, CSC_NAME } = process.env
  return CSC_LINK || CSC_NAME ? [] : ['-c.mac.identity=null']
}
