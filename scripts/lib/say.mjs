/** What the scripts tell people. Always on stderr: stdout belongs to the program that is started. */

export function createSay({ quiet = false } = {}) {
  return {
    progress(line) {
      if (!quiet) process.stderr.write(`${line}\n`)
    },
    problem(line) {
      process.stderr.write(`${line}\n`)
    },
  }
}

/** Runs a script's main function; a SetupError ends it with its own words and no stack. */
export async function runScript(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${error.stack}\n`)
    process.exitCode = 1
  }
}

/** Something the person at the keyboard can put right. */
export class SetupError extends Error {}
