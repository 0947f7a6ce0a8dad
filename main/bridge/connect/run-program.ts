/** Runs a client's own command-line program, without a shell, and never longer than half a minute. */
import { execFile } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { BridgeError } from '../base/errors.ts'

export type RunProgram = (program: string, args: readonly string[]) => Promise<string>

const longestMs = 30_000
const mostSaid = 4_000

/** Without colours, and in one paragraph: it stands inside a sentence. */
const plain = (text: string): string =>
  stripVTControlCharacters(text)
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
    .replace(/\.$/, '')

/** What it printed. Throws `connect-command-failed` with all it said, as plain text. */
export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve, reject) => {
    // npm's programs on Windows are scripts that only a shell can start; their arguments are ours.
    const shell = /\.(cmd|bat)$/i.test(program)
    const words = shell ? args.map((word) => `"${word.replaceAll('"', '""')}"`) : [...args]
    const child = execFile(
      shell ? `"${program}"` : program,
      words,
      { timeout: longestMs, windowsHide: true, shell },
      (error, stdout, stderr) => {
        if (!error) return resolve(stdout)
        const said = plain(`${stdout}\n${stderr}`)
        const problem = said === '' ? error.message.split('\n')[0] : said
        reject(
          new BridgeError(
            'connect-command-failed',
            { program, problem: String(problem).slice(0, mostSaid) },
            { cause: error },
          ),
        )
      },
    )
    child.stdin?.end()
  })
