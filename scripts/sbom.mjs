/**
 * `node scripts/sbom.mjs FILE`: writes what Drawbridge is made of as CycloneDX. npm lists the packages,
 * those it was built and tested with included; cloudflared is added by hand.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './lib/paths.mjs'
import { runTool } from './lib/run-tool.mjs'
import { runScript, SetupError } from './lib/say.mjs'

await runScript(async () => {
  const [to] = process.argv.slice(2)
  if (to === undefined) throw new SetupError('Usage: node scripts/sbom.mjs FILE')
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--loglevel=error']
  const onWindows = process.platform === 'win32'
  const { code, output } = await runTool('npm', args, { capture: true, shell: onWindows })
  if (code !== 0) throw new SetupError(`${output.trim()}\nnpm could not list the packages.`)
  const bill = JSON.parse(output.slice(output.indexOf('{')))
  bill.components.push(...(await cloudflared()))
  await writeFile(to, `${JSON.stringify(bill, null, 2)}\n`)
  return 0
})

/** One component for each system's program, with the sum it is checked against. */
async function cloudflared() {
  const table = join(root, 'main', 'bridge', 'tunnel', 'cloudflared-release.json')
  const { version, base, assets } = JSON.parse(await readFile(table, 'utf8'))
  return Object.entries(assets).map(([target, { file, sha256 }]) => ({
    type: 'application',
    'bom-ref': `cloudflared@${version}-${target}`,
    name: 'cloudflared',
    version,
    purl: `pkg:github/cloudflare/cloudflared@${version}#${file}`,
    hashes: [{ alg: 'SHA-256', content: sha256 }],
    licenses: [{ license: { id: 'Apache-2.0' } }],
    externalReferences: [{ type: 'distribution', url: `${base}/${version}/${file}` }],
  }))
}
