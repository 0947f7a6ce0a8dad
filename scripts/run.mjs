/** `node scripts/run.mjs FILE.ts …`: runs a TypeScript file on Node 24, with everything in place. */
import { resolve } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { launch } from './lib/launch.mjs'
import { root } from './lib/paths.mjs'
import { createSay, runScript, SetupError } from './lib/say.mjs'

await runScript(async () => {
  const [file, ...args] = process.argv.slice(2)
  if (file === undefined) throw new SetupError('Usage: node scripts/run.mjs FILE.ts [argument…]')
  const say = createSay()
  await ensureInstalled(say)
  await ensureBuilt(say)
  return launch(resolve(root, file), args)
})
