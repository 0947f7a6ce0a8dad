/**
 * Whether the disk has room for another write. Clients and strangers may write as fast as they like;
 * a disk filled to the last byte would stop the bridge, and everything else on the computer. Asked of
 * the disk every few seconds, and in between what was promised since is taken off.
 */
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { BridgeError } from '../base/errors.ts'

/** Left free for the rest of the computer, and for the bridge to go on reading and cleaning up. */
const reserve = 200 * 1024 * 1024
const askEveryMs = 5_000
/** What was promised so long ago is on the disk, and the disk's answer counts it. */
const settledMs = 2_000
const intervalMs = 500
/** Pages begun for one write, in tables and indexes. */
const pagesBytes = 16 * 1024

export interface DiskReserve {
  /** Throws `disk-full` unless so many bytes can be written and the reserve stays. */
  require(bytes: number): void
  /** The same, asking. */
  has(bytes: number): boolean
}

/** What rows with so much in them may take: twice, for SQLite writes its log first and keeps it. */
export const databaseBytes = (content: number): number => 2 * content + pagesBytes

/** `freeBytes` is undefined where the system does not say; then the disk itself will refuse. */
export function createDiskReserve(freeBytes: () => number | undefined): DiskReserve {
  let known: { free: number; until: number } | undefined
  /** By interval, oldest first: not all of it is on the disk when the disk is asked again. */
  let promised: { from: number; bytes: number }[] = []

  function unsettled(now: number): number {
    promised = promised.filter(({ from }) => now - from < settledMs + intervalMs)
    return promised.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  function promise(bytes: number, now: number): void {
    const last = promised.at(-1)
    if (last && now - last.from < intervalMs) last.bytes += bytes
    else promised.push({ from: now, bytes })
  }

  /** What is free where it is too little; undefined when so much was taken off. */
  function tooLittle(bytes: number): number | undefined {
    const now = performance.now()
    if (!known || now > known.until) {
      const free = freeBytes()
      if (free === undefined) return undefined
      known = { free: free - unsettled(now), until: now + askEveryMs }
    }
    if (known.free - bytes < reserve) {
      const { free } = known
      // Asked again the next time: the owner may be making room at this moment.
      known = undefined
      return free
    }
    known.free -= bytes
    promise(bytes, now)
    return undefined
  }

  return {
    require(bytes) {
      const free = tooLittle(bytes)
      if (free === undefined) return
      throw new BridgeError('disk-full', { free: mebibytes(free), reserve: mebibytes(reserve) })
    },
    has: (bytes) => tooLittle(bytes) === undefined,
  }
}

/** What a process without privileges may still write where this file lies. */
export function freeBytesBeside(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize
  } catch {
    return undefined
  }
}

const mebibytes = (bytes: number): string => `${Math.max(0, Math.floor(bytes / 1024 / 1024))} MiB`
