/**
 * Fills resources/cloudflared/<os>-<arch>/ for packaging from the app's own pinned table:
 *
 *   node scripts/fetch-cloudflared.mjs            for this computer
 *   node scripts/fetch-cloudflared.mjs all        for every computer Drawbridge is packaged for
 *   node scripts/fetch-cloudflared.mjs darwin-arm64 win32-x64
 *
 * Sums are checked always; the program is tried out where it can run, which is here.
 */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builderName, packagedFor } from './lib/packaged-for.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

// The table and the download are TypeScript; Node 24 runs it as it is, an older Node does not.
if (!process.features.typescript) {
  const node = join(
    root,
    'node_modules',
    '.bin',
    process.platform === 'win32' ? 'node.cmd' : 'node',
  )
  const { status } = spawnSync(node, process.argv.slice(1), {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  process.exit(status ?? 1)
}

const { downloadCloudflared } = await import('../main/bridge/tunnel/download-cloudflared.ts')
const { programName } = await import('../main/bridge/tunnel/release.ts')

const here = `${process.platform}-${process.arch}`
const wanted = process.argv.slice(2)
const targets = wanted.includes('all') ? packagedFor : wanted.length > 0 ? wanted : [here]

for (const target of targets) {
  const [platform = '', arch = ''] = target.split('-')
  const folder = join(root, 'resources', 'cloudflared', `${builderName(platform)}-${arch}`)
  try {
    const { path, version } = await downloadCloudflared({
      to: join(folder, programName(platform)),
      platform,
      arch,
      fetch,
      spawn,
      skipTrial: target !== here,
    })
    console.log(`${target}: cloudflared ${version} in ${path}`)
  } catch (error) {
    console.error(`${target}: ${error.message} ${error.next ?? ''}`)
    process.exitCode = 1
  }
}
