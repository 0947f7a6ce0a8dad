/**
 * Small things that only the window has, one JSON file each, kept by electron-store. A file that cannot be
 * understood is worth less than a start: the defaults take its place. Writing is quiet for the same reason.
 */
import type Conf from 'conf'
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { Log } from '../bridge/base/ports.ts'

/** electron-store, or the class it extends where there is no Electron. */
export type KeptStore = new (options: {
  cwd: string
  name: string
  configName: string
  clearInvalidConfig: boolean
  configFileMode: number
}) => Pick<Conf, 'store' | 'path'>

export interface Kept<T> {
  get(): T
  /** On disk when it returns, unless the disk refuses. */
  set(value: T): void
}

export interface KeptFileDeps {
  Store: KeptStore
  folder: string
  log: Log
}

/** The schema has to accept `{}`; what is missing in an older file gets its default. */
export function openKept<T extends Record<string, unknown>>(
  name: string,
  schema: z.ZodType<T>,
  { Store, folder, log }: KeptFileDeps,
): Kept<T> {
  const store = open()
  const found = schema.safeParse(store?.store ?? {})
  if (!found.success) log.warn('kept.not-understood', { name, error: found.error.message })
  let value = found.success ? found.data : schema.parse({})

  function open() {
    try {
      return new Store({
        cwd: folder,
        name,
        configName: name,
        clearInvalidConfig: true,
        configFileMode: 0o600,
      })
    } catch (error) {
      log.warn('kept.not-opened', { name, error: String(error) })
      return undefined
    }
  }

  return {
    get: () => value,
    set(next) {
      if (isDeepStrictEqual(next, value)) return
      value = next
      if (!store) return
      try {
        store.store = { ...next }
      } catch (error) {
        log.warn('kept.not-written', { name, error: String(error) })
      }
    },
  }
}
