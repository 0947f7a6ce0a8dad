/** `npm run mutate`: breaks the program in many small ways and looks whether a test notices (test/README.md). */
import { join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { launch } from './lib/launch.mjs'
import { root } from './lib/paths.mjs'
import { createSay, runScript } from './lib/say.mjs'

await runScript(async () => {
  await ensureInstalled(createSay())
  return launch(join(root, 'test', 'mutation', 'mutate.ts'), process.argv.slice(2))
})
