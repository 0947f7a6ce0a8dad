/** The log of a host: one line per event, nothing secret in it by construction. */
import type { Log } from '../bridge/base/ports.ts'
import { printable } from './printable.ts'

/** Warnings and errors always; the rest when the owner asked for it. */
export function lineLog(write: (line: string) => void, verbose: boolean): Log {
  const at = (level: string) => (event: string, fields?: Record<string, unknown>) => {
    const details = fields ? ` ${JSON.stringify(fields)}` : ''
    write(`${new Date().toISOString()} ${level} ${event}${printable(details)}`)
  }
  const quiet = () => {}
  return {
    debug: verbose ? at('debug') : quiet,
    info: verbose ? at('info') : quiet,
    warn: at('warn'),
    error: at('error'),
  }
}
