/** What the scripts tell people. Always on stderr: stdout belongs to the program that is started. */

/** @typedef {ReturnType<typeof createSay>} Say */

/** Asked to be quiet, it still says what somebody has waited for this long. */
const silentMs = 1_000

export function createSay({ quiet = false } = {}) {
  /** @type {NodeJS.Timeout | undefined} */
  let due
  return {
    /** @param {string} line what goes on until the next line, or until `done` */
    progress(line) {
      const write = () => process.stderr.write(`${line}\n`)
      clearTimeout(due)
      if (quiet) due = setTimeout(write, silentMs).unref()
      else write()
    },
    /** Nothing goes on any more that was not said. */
    done() {
      clearTimeout(due)
    },
    /** @param {string} line */
    problem(line) {
      process.stderr.write(`${line}\n`)
    },
  }
}

/**
 * Runs a script's main function; a SetupError ends it with its own words and no stack.
 *
 * @param {() => Promise<number>} main
 */
export async function runScript(main) {
  try {
    requireNode20()
    process.exitCode = await main()
  } catch (error) {
    process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`)
    process.exitCode = 1
  }
}

function requireNode20() {
  if (Number.parseInt(process.versions.node, 10) >= 20) return
  throw new SetupError(
    `Drawbridge needs Node 20 or newer to start; this is ${process.version}. See https://nodejs.org`,
  )
}

/** Something the person at the keyboard can put right. */
export class SetupError extends Error {}
