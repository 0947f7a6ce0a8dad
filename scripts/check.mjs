/** `npm run check`: every static check, all of them even when one fails, on Node 24. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { root, toolEnvironment } from './lib/paths.mjs'
import { runTool } from './lib/run-tool.mjs'
import { createSay, runScript } from './lib/say.mjs'

/** Names of scripts in package.json, so that `npm run lint` and this never differ. */
const checks = ['format:check', 'lint', 'types', 'unused', 'patterns']

await runScript(async () => {
  await ensureInstalled(createSay())
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const failed = []
  for (const name of checks) {
    process.stdout.write(`\n— ${name}: ${scripts[name]}\n`)
    const { code } = await runTool(scripts[name], [], { env: toolEnvironment(), shell: true })
    if (code !== 0) failed.push(name)
  }
  process.stdout.write(failed.length ? `\nFailed: ${failed.join(', ')}\n` : '\nAll checks passed\n')
  return failed.length ? 1 : 0
})
