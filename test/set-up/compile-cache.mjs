/**
 * Node keeps what it has compiled: a run starts hundreds of programs that read the same few files, and its workers read
 * the same libraries.
 */
import { join } from 'node:path'

export function setup() {
  process.env.NODE_COMPILE_CACHE ??= join(
    import.meta.dirname,
    '../../node_modules/.cache/drawbridge-tests-compiled',
  )
}
