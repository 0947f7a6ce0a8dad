/**
 * `npm run test:electron`: the specs of the desktop app against the real Electron, where its program
 * is. Without it they have run against the double (`npm test`), and this says so; with `--required`
 * that is a failure.
 */
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { electronProgram } from './lib/electron.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { modules, node24, toolEnvironment } from './lib/paths.mjs'
import { runTool } from './lib/run-tool.mjs'
import { createSay, runScript } from './lib/say.mjs'

await runScript(async () => {
  const say = createSay()
  const given = process.argv.slice(2)
  const required = given.includes('--required')
  await ensureInstalled(say)
  const program = electronProgram()
  if (program === undefined) {
    process.stdout.write(
      'Not run: Electron’s program is not here. The same specs run against its double in npm test.\n' +
        'To run them here: npx install-electron, then this again.\n',
    )
    return required ? 1 : 0
  }
  await ensureBuilt(say)
  const vitest = join(modules, 'vitest', 'vitest.mjs')
  const args = given.filter((arg) => arg !== '--required')
  const { code } = await runTool(node24, [vitest, 'run', 'test/e2e/desktop-', ...args], {
    env: toolEnvironment({ DRAWBRIDGE_ELECTRON: program }),
  })
  return code
})
