/** What a program of the system says about it. */
import { execFile } from 'node:child_process'

/** What a program printed; null when it is not there or failed. */
export type Ask = (program: string, args: readonly string[]) => Promise<string | null>

const askMs = 5_000

export const askProgram: Ask = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: askMs, windowsHide: true }, (error, stdout) =>
      resolve(error ? null : stdout),
    )
  })
