/**
 * electron-builder calls this before it packs for one computer. A missing extra resource or add-on
 * would only be a line in its output and an app that cannot do its work, so it is refused here.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builderName, keychainPackage } from './lib/packaged-for.mjs'

/**
 * electron-builder's numbers for the two architectures.
 *
 * @type {Record<number, string>}
 */
const archNames = { 1: 'x64', 3: 'arm64' }

/** @param {{packager: {projectDir: string}, electronPlatformName: string, arch: number}} context */
export default async function beforePack({
  packager,
  electronPlatformName: platform,
  arch: number,
}) {
  const arch = archNames[number]
  if (arch === undefined) throw new Error(`Drawbridge is not packaged for architecture ${number}.`)
  await checkCloudflared(packager.projectDir, platform, arch)
  await checkKeychain(packager.projectDir, platform, arch)
}

/**
 * It has to be the very program whose sum is pinned: a stale or foreign one is as bad as none.
 *
 * @param {string} projectDir
 * @param {string} platform
 * @param {string} arch
 */
async function checkCloudflared(projectDir, platform, arch) {
  const program = platform === 'win32' ? 'cloudflared.exe' : 'cloudflared'
  const target = `${platform}-${arch}`
  const path = join('resources', 'cloudflared', `${builderName(platform)}-${arch}`, program)
  const advice = `Run: node scripts/fetch-cloudflared.mjs ${target}`
  const content = await readFile(join(projectDir, path)).catch(() => {
    throw new Error(`cloudflared for ${target} is missing (${path}). ${advice}`)
  })
  const table = join(projectDir, 'main', 'bridge', 'tunnel', 'cloudflared-release.json')
  const { version, assets } = JSON.parse(await readFile(table, 'utf8'))
  // Windows on ARM runs the x64 program by emulation.
  const asset = assets[target] ?? assets[`${platform}-x64`]
  const sum = createHash('sha256').update(content).digest('hex')
  if (sum === (asset.programSha256 ?? asset.sha256)) return
  throw new Error(`${path} is not cloudflared ${version} for ${target} (SHA-256 ${sum}). ${advice}`)
}

/**
 * npm installs the add-on of the computer it runs on only.
 *
 * @param {string} projectDir
 * @param {string} platform
 * @param {string} arch
 */
async function checkKeychain(projectDir, platform, arch) {
  const name = keychainPackage(platform, arch)
  /** @param {string} folder */
  const versionOf = async (folder) => {
    const file = join(projectDir, 'node_modules', folder, 'package.json')
    return JSON.parse(await readFile(file, 'utf8').catch(() => '{}')).version
  }
  const [wanted, found] = await Promise.all([versionOf('@napi-rs/keyring'), versionOf(name)])
  if (found !== undefined && found === wanted) return
  const state = found === undefined ? 'is not installed' : `is ${found} and not ${wanted}`
  throw new Error(
    `The keychain add-on ${name} ${state}. Run: node scripts/fetch-keychain.mjs ${platform}-${arch}`,
  )
}
