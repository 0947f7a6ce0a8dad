/** The log of the desktop app: a file in the data folder that only the owner can read, kept small. */
import { appendFileSync, renameSync, statSync } from 'node:fs'
import type { Log } from '../bridge/base/ports.ts'
import { lineLog } from '../host/log.ts'

const largestBytes = 1024 * 1024

/** At a start with a large file that one is put aside, so there are never more than two. */
export function fileLog(path: string, verbose: boolean): Log {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > largestBytes) renameSync(path, `${path}.1`)
  // One line at a time and few of them; what is written must be there after a crash.
  return lineLog((line) => {
    try {
      appendFileSync(path, `${line}\n`, { mode: 0o600 })
    } catch {
      // A full disk must not end the app.
    }
  }, verbose)
}
