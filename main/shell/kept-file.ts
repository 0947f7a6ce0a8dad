/**
 * Small things the shell remembers, one JSON file each. A file that cannot be understood is worth
 * less than a start: the defaults take its place. Writing is quiet for the same reason.
 */
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { writeFileAtomically } from '../bridge/base/atomic-file.ts'
import type { Log } from '../bridge/base/ports.ts'

export interface Kept<T> {
  get(): T
  set(value: T): void
  /** Resolves when the newest value is on disk. */
  saved(): Promise<void>
}

/** The schema has to accept `{}`; what is missing in an older file gets its default. */
export async function openKept<T>(path: string, schema: z.ZodType<T>, log: Log): Promise<Kept<T>> {
  let { value } = await read(path, schema, log)
  let writing: Promise<void> | undefined
  let stale = false

  async function write(): Promise<void> {
    while (stale) {
      stale = false
      try {
        await writeFileAtomically(path, `${JSON.stringify(value, null, 2)}\n`)
      } catch (error) {
        log.warn('kept.not-written', { path, error: String(error) })
      }
    }
    writing = undefined
  }

  return {
    get: () => value,
    set(next) {
      value = next
      stale = true
      writing ??= write()
    },
    saved: async () => writing,
  }
}

/** In an object: a promise of a T that is one itself would be awaited. */
async function read<T>(path: string, schema: z.ZodType<T>, log: Log): Promise<{ value: T }> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  try {
    return { value: schema.parse(JSON.parse(text)) }
  } catch (error) {
    log.warn('kept.not-understood', { path, error: String(error) })
    return { value: schema.parse({}) }
  }
}
