/**
 * Contents of shared files, each stored once under its sha256 (`ab/cdef…`). A blob appears by
 * rename after it is on disk, so a name that exists is whole; what a crash leaves behind is a
 * temporary file, removed at the next start, or a blob nobody refers to, removed by `sweep`.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { realDisk, type Disk } from '../base/disk.ts'

export interface Blobs {
  /**
   * Stores `content`, then runs `use` with its hash. Until `use` has ended the blob cannot be
   * swept: that is the time in which the database comes to refer to it.
   */
  put<T>(content: Uint8Array, use: (sha256: string) => Promise<T>): Promise<T>
  /** The content, verified against its hash; undefined when it is missing or was changed. */
  get(sha256: string): Promise<Buffer | undefined>
  /** The same, at once; for small contents only. */
  getSync(sha256: string): Buffer | undefined
  /** Removes blobs for which `isReferenced` is false. Returns how many. */
  sweep(isReferenced: (sha256: string) => boolean): number
}

const temporary = '.tmp'

/** The blobs under `dir`, which is made when missing. */
export function createBlobs(dir: string, disk: Disk = realDisk): Blobs {
  /** Hash → how many `put` are at work with it. */
  const held = new Map<string, number>()
  const writing = new Map<string, Promise<void>>()
  /** At most 256, each once for as long as this process runs. */
  const folders = new Map<string, Promise<void>>()
  const temporaryDir = join(dir, temporary)

  mkdirSync(dir, { recursive: true, mode: 0o700 })
  rmSync(temporaryDir, { recursive: true, force: true })
  mkdirSync(temporaryDir, { mode: 0o700 })

  const folderOf = (sha256: string) => join(dir, sha256.slice(0, 2))
  const pathOf = (sha256: string) => join(folderOf(sha256), sha256.slice(2))

  /** Made, and in the folder above for good: of several writers none goes on before that. */
  function folderOnDisk(folder: string): Promise<void> {
    const known = folders.get(folder)
    if (known) return known
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const synced = disk.syncFolder(dir).catch((error: unknown) => {
      folders.delete(folder)
      throw error
    })
    folders.set(folder, synced)
    return synced
  }

  async function nameOnDisk(sha256: string): Promise<void> {
    await folderOnDisk(folderOf(sha256))
    await disk.syncFolder(folderOf(sha256))
  }

  async function write(sha256: string, content: Uint8Array): Promise<void> {
    // It may be there without having reached the disk, after the end of a process that wrote it.
    if (existsSync(pathOf(sha256)) && (await get(sha256))) return nameOnDisk(sha256)
    const path = join(temporaryDir, randomUUID())
    try {
      const file = await open(path, 'wx', 0o600)
      try {
        await file.writeFile(content)
        await disk.syncFile(file)
      } finally {
        await file.close()
      }
      await folderOnDisk(folderOf(sha256))
      await rename(path, pathOf(sha256))
      await nameOnDisk(sha256)
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }

  /** Two writers of the same content share one write, and both wait until it is on disk. */
  function writeOnce(sha256: string, content: Uint8Array): Promise<void> {
    const running = writing.get(sha256)
    if (running) return running
    const started = write(sha256, content).finally(() => writing.delete(sha256))
    writing.set(sha256, started)
    return started
  }

  const verified = (content: Buffer, sha256: string) =>
    hashOf(content) === sha256 ? content : undefined

  async function get(sha256: string): Promise<Buffer | undefined> {
    return readFile(pathOf(sha256)).then((content) => verified(content, sha256), unlessMissing)
  }

  function getSync(sha256: string): Buffer | undefined {
    try {
      return verified(readFileSync(pathOf(sha256)), sha256)
    } catch (error) {
      return unlessMissing(error)
    }
  }

  return {
    get,
    getSync,

    async put(content, use) {
      const sha256 = hashOf(content)
      held.set(sha256, (held.get(sha256) ?? 0) + 1)
      try {
        await writeOnce(sha256, content)
        return await use(sha256)
      } finally {
        const holders = (held.get(sha256) ?? 1) - 1
        if (holders > 0) held.set(sha256, holders)
        else held.delete(sha256)
      }
    },

    // Synchronous from the question to the removal: no `put` can come between the two.
    sweep(isReferenced) {
      let removed = 0
      for (const folder of readdirSync(dir)) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue
        for (const rest of readdirSync(join(dir, folder))) {
          const sha256 = folder + rest
          if (held.has(sha256) || isReferenced(sha256)) continue
          rmSync(join(dir, folder, rest), { force: true })
          removed += 1
        }
      }
      return removed
    },
  }
}

export const hashOf = (content: Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
