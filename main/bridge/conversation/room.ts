/**
 * Whether the disk has room for another write. Clients may write as fast as they like; a disk filled
 * to the last byte would stop the bridge, and everything else on the computer. Asked of the disk
 * every few seconds, and in between what was written since is taken off.
 */
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { BridgeError } from '../base/errors.ts'
import type { Store } from '../store/types.ts'

/** Left free for the rest of the computer, and for the bridge to go on reading and cleaning up. */
const reserve = 200 * 1024 * 1024
const askEveryMs = 5_000

export interface Room {
  /** Throws `disk-full` unless so many bytes can be written and the reserve stays. */
  require(bytes: number): void
}

/** `freeBytes` is undefined where the system does not say; then the disk itself will refuse. */
export function createRoom(freeBytes: () => number | undefined): Room {
  let known: { free: number; until: number } | undefined

  return {
    require(bytes) {
      const now = performance.now()
      if (!known || now > known.until) {
        const free = freeBytes()
        if (free === undefined) return
        known = { free, until: now + askEveryMs }
      }
      if (known.free - bytes < reserve) {
        const { free } = known
        // Asked again the next time: the owner may be making room at this moment.
        known = undefined
        throw new BridgeError('disk-full', { free: mebibytes(free), reserve: mebibytes(reserve) })
      }
      known.free -= bytes
    },
  }
}

/** What a process without privileges may still write where the database lies. */
export function freeBytesBeside(store: Store): () => number | undefined {
  const location = store.db.location()
  return () => {
    if (location === null) return undefined
    try {
      const { bavail, bsize } = statfsSync(dirname(location))
      return bavail * bsize
    } catch {
      return undefined
    }
  }
}

const mebibytes = (bytes: number): string => `${Math.max(0, Math.floor(bytes / 1024 / 1024))} MiB`
