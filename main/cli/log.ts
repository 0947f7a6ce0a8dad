/** The log of a headless bridge: one line per event on stderr, nothing secret in it by construction. */
import type { Log } from '../bridge/ports.ts'
import { printable } from './table.ts'

/** Warnings and errors always; the rest when the owner asked for it. */
export function stderrLog(verbose: boolean): Log {
  const write = (level: string) => (event: string, fields?: Record<string, unknown>) => {
    const details = fields ? ` ${JSON.stringify(fields)}` : ''
    process.stderr.write(`${new Date().toISOString()} ${level} ${event}${printable(details)}\n`)
  }
  const quiet = () => {}
  return {
    debug: verbose ? write('debug') : quiet,
    info: verbose ? write('info') : quiet,
    warn: write('warn'),
    error: write('error'),
  }
}
