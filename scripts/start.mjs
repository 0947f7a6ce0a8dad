/**
 * `npm start` and `npm run -s drawbridge`: from a fresh clone to a running Drawbridge. Installs what
 * is missing, builds what is stale, then hands over to the command line on Node 24.
 */
import { ensureBuilt, headless } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { launch } from './lib/launch.mjs'
import { createSay, runScript } from './lib/say.mjs'

await runScript(async () => {
  const given = process.argv.slice(2)
  const quiet = given[0] === '--quiet'
  if (quiet) given.shift()
  const say = createSay({ quiet })
  const { args, askedForWindow } = forCommandLine(given)

  await ensureInstalled(say)
  await ensureBuilt(say)
  if (askedForWindow) {
    say.progress('The desktop window is not part of this version yet: running headless.')
  }
  return launch(headless, args)
})

/**
 * `--headless` chooses between window and command line and means nothing to the latter. Only a
 * start of the bridge itself (`up`, or no command) can be asked for with a window.
 */
function forCommandLine(given) {
  const forced = given.includes('--headless')
  const first = given.find((arg) => arg !== '--headless')
  const information = ['--help', '-h', '--version']
  const isUp =
    first === undefined || first === 'up' || (first.startsWith('-') && !information.includes(first))
  if (!isUp && given[0] !== '--headless') return { args: given, askedForWindow: false }
  return { args: given.filter((arg) => arg !== '--headless'), askedForWindow: isUp && !forced }
}
