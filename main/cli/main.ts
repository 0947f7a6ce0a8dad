/** The `drawbridge` command line from its words to its exit code: 0 done, 1 refused, 2 wrong usage. */
import type { BridgeError } from '../bridge/base/errors.ts'
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
    // Loaded by what threw it, or else now.
    const { BridgeError } = await import('../bridge/base/errors.ts')
    const known = error instanceof BridgeError ? error : undefined
    if (known && process.argv.includes('--json')) {
      process.stdout.write(`${JSON.stringify({ error: known.answer() })}\n`)
    }
    process.stderr.write(`drawbridge: ${known ? sentence(known) : messageOf(error)}\n`)
    exit(error instanceof UsageError ? 2 : 1)
  }
}

/** Ends once everything written has reached the pipe. */
const exit = (code: number) => process.stdout.write('', () => process.exit(code))

const sentence = ({ message, next, code }: BridgeError): string => `${message} ${next} (${code})`

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
