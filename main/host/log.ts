/**
 * The log of a host: one line per event. No caller hands it a secret; but the words of an error may come from a
 * library or from another server, so whatever is as long as a token and has no space in it is left out.
 */
import type { Log } from '../bridge/base/ports.ts'
import { printable } from './printable.ts'

/** Codes and tokens of this bridge have 43 signs, the parts of a JWT and hashes more; no name or UUID does. */
const tokenLike = /[\w-]{43,}/g

/** Warnings and errors always; the rest when the owner asked for it. */
export function lineLog(write: (line: string) => void, verbose: boolean): Log {
  const at = (level: string) => (event: string, fields?: Record<string, unknown>) => {
    const details = fields ? ` ${JSON.stringify(fields).replaceAll(tokenLike, '*****')}` : ''
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
