/**
 * `npm start` and `npm run -s drawbridge`: from a fresh clone to a running Drawbridge. Installs what
 * is missing, builds what is stale, then hands over to the command line on Node 24.
 */
import { ensureBuilt, headless } from './lib/build.mjs'
import { electronProgram, launchWindow, noWindowBecause } from './lib/electron.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { launch } from './lib/launch.mjs'
import { createSay, runScript } from './lib/say.mjs'

await runScript(async () => {
  const given = process.argv.slice(2)
  const quiet = given[0] === '--quiet'
  if (quiet) given.shift()
  const say = createSay({ quiet })
  const { args, windowArgs } = forCommandLine(given)

  await ensureInstalled(say)
  await ensureBuilt(say)
  say.done()
  if (windowArgs) {
    const reason = noWindowBecause()
    const program = electronProgram()
    if (reason === undefined && program) return launchWindow(program, windowArgs)
    say.progress(`Running headless, with the panel in the browser: ${reason}.`)
    say.done()
  }
  return launch(headless, args)
})

/**
 * `--headless` chooses between window and command line and means nothing to the latter. Only a
 * start of the bridge itself (`up`, or no command) can be asked for with a window, and only with the
 * options a window has: ports and addresses of one start belong to the headless bridge.
 *
 * @param {string[]} given
 * @returns {{args: string[], windowArgs?: string[] | undefined}}
 */
function forCommandLine(given) {
  const forced = given.includes('--headless')
  const first = given.find((arg) => arg !== '--headless')
  const information = ['--help', '-h', '--version']
  const isUp =
    first === undefined || first === 'up' || (first.startsWith('-') && !information.includes(first))
  if (!isUp && given[0] !== '--headless') return { args: given }
  const args = given.filter((arg) => arg !== '--headless')
  return isUp && !forced ? { args, windowArgs: forWindow(args) } : { args }
}

/**
 * The same start as the window understands it, or undefined.
 *
 * @param {string[]} args
 */
function forWindow(args) {
  const [first, ...rest] = args
  const options = first === 'up' ? rest : args
  const known = options.every(
    (arg, at) =>
      arg === '--data' ||
      arg === '--verbose' ||
      arg.startsWith('--data=') ||
      options[at - 1] === '--data',
  )
  return known ? options : undefined
}
