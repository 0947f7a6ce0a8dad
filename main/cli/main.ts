/** The `drawbridge` command line from its words to its exit code: 0 done, 1 refused, 2 wrong usage. */
import { BridgeError } from '../bridge/base/errors.ts'
import { run } from './run.ts'
import { UsageError } from './usage.ts'

/** Runs what the process was started with, and ends it. */
export async function main(): Promise<void> {
  // `drawbridge log | head` closes our stdout early; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
  })
  try {
    await run(process.argv.slice(2))
    // A command that answered although something failed has left its code behind.
    exit(Number(process.exitCode ?? 0))
  } catch (error) {
    if (process.argv.includes('--json') && error instanceof BridgeError) {
      process.stdout.write(`${JSON.stringify({ error: error.answer() })}\n`)
    }
    process.stderr.write(`drawbridge: ${sentence(error)}\n`)
    exit(error instanceof UsageError ? 2 : 1)
  }
}

/** Ends once everything written has reached the pipe. */
const exit = (code: number) => process.stdout.write('', () => process.exit(code))

function sentence(error: unknown): string {
  if (error instanceof BridgeError) return `${error.message} ${error.next} (${error.code})`
  return error instanceof Error ? error.message : String(error)
}
