/** What a power cut must not take. Killing the process shows none of it: the system keeps what was written. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { writeFileAtomically } from '../../main/bridge/base/atomic-file.ts'
import { realDisk } from '../../main/bridge/base/disk.ts'
import { createBlobs, hashOf } from '../../main/bridge/store/blobs.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'
import { watchedDisk } from '../fakes/watched-disk.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const content = 'new content'
/** Every file under `dir` with its text, as it would be after a kill at this moment. */
const filesOf = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))

/** Whether something has ended, once everything that can happen by itself has happened. */
function watched(end: Promise<unknown>) {
  let done = false
  void end.then(
    () => (done = true),
    () => {},
  )
  return {
    end,
    async isDone() {
      // Real calls of the file system, longer than anything that did not wait for the disk takes.
      for (let turn = 0; turn < 20; turn++) await stat('.')
      return done
    },
  }
}

describe.skipIf(process.platform === 'win32')('the real disk', () => {
  it('is asked for an fsync by both calls', async () => {
    const dir = temporaryFolder()
    const file = await open(join(dir, 'a'), 'w')
    const prototype = Object.getPrototypeOf(file) as FileHandle
    const synced = vi.spyOn(prototype, 'sync')
    await realDisk.syncFile(file)
    expect(synced).toHaveBeenCalledTimes(1)
    expect(synced.mock.contexts[0]).toBe(file)
    await file.close()
    await realDisk.syncFolder(dir)
    expect(synced).toHaveBeenCalledTimes(2)
  })

  it('is what files and blobs are written to unless told otherwise', async () => {
    const dir = temporaryFolder()
    const file = await open(join(dir, 'a'), 'w')
    const synced = vi.spyOn(Object.getPrototypeOf(file) as FileHandle, 'sync')
    await file.close()
    await writeFileAtomically(join(dir, 'b'), content)
    expect(synced).toHaveBeenCalledTimes(2)
    await createBlobs(join(dir, 'files')).put(Buffer.from(content), async () => {})
    expect(synced).toHaveBeenCalledTimes(5)
  })
})

describe('replacing a file', () => {
  it('syncs the whole content before the name is its own, and then the folder', async () => {
    const path = join(temporaryFolder(), 'kept.json')
    writeFileSync(path, 'old')
    const disk = watchedDisk(() => [readFileSync(path, 'utf8'), filesOf(dirname(path)).toSorted()])
    await writeFileAtomically(path, content, 0o600, disk)
    expect(disk.asked).toEqual([
      { what: 'file', seen: ['old', [content, 'old']] },
      { what: 'folder', path: dirname(path), seen: [content, [content]] },
    ])
  })

  it('waits for both before it says that it is done', async () => {
    const path = join(temporaryFolder(), 'kept.json')
    const disk = watchedDisk()
    disk.hold()
    const writing = watched(writeFileAtomically(path, content, 0o600, disk))
    await vi.waitFor(() => expect(disk.asked).toHaveLength(1))
    expect(await writing.isDone()).toBe(false)
    expect(existsSync(path)).toBe(false)
    disk.release()
    await vi.waitFor(() => expect(disk.asked).toHaveLength(2))
    expect(await writing.isDone()).toBe(false)
    disk.release()
    await writing.end
  })

  it.each(['syncFile', 'syncFolder'] as const)('fails when %s does', async (which) => {
    const path = join(temporaryFolder(), 'kept.json')
    const disk = { ...watchedDisk(), [which]: () => Promise.reject(new Error('EIO')) }
    await expect(writeFileAtomically(path, content, 0o600, disk)).rejects.toThrow('EIO')
    // Nothing half-made stays beside it, and a content that is not on disk gets no name.
    expect(filesOf(dirname(path))).toEqual(which === 'syncFile' ? [] : [content])
  })
})

describe('a shared file', () => {
  /** Two contents whose blobs lie in one folder. */
  function neighbours(): [Buffer, Buffer] {
    const first = Buffer.from('first')
    const folder = hashOf(first).slice(0, 2)
    for (let n = 0; ; n++) {
      const second = Buffer.from(`second ${n}`)
      if (hashOf(second).startsWith(folder)) return [first, second]
    }
  }
  const pathOf = (dir: string, bytes: Buffer) =>
    join(dir, hashOf(bytes).slice(0, 2), hashOf(bytes).slice(2))

  it('is synced whole, then its new folder in the one above, then its name', async () => {
    const dir = join(temporaryFolder(), 'files')
    const bytes = Buffer.from(content)
    const path = pathOf(dir, bytes)
    const disk = watchedDisk(() => [filesOf(dir), existsSync(dirname(path)), existsSync(path)])
    await createBlobs(dir, disk).put(bytes, async () => {})
    expect(disk.asked).toEqual([
      { what: 'file', seen: [[content], false, false] },
      { what: 'folder', path: dir, seen: [[content], true, false] },
      { what: 'folder', path: dirname(path), seen: [[content], true, true] },
    ])
  })

  it('is put to use only when the disk has all of it', async () => {
    const dir = join(temporaryFolder(), 'files')
    const disk = watchedDisk()
    disk.hold()
    let used = false
    const putting = createBlobs(dir, disk).put(Buffer.from(content), async () => {
      used = true
    })
    const writing = watched(putting)
    for (const calls of [1, 2, 3]) {
      await vi.waitFor(() => expect(disk.asked).toHaveLength(calls))
      await writing.isDone()
      expect([calls, disk.asked.length, used]).toEqual([calls, calls, false])
      disk.release()
    }
    await writing.end
    expect(used).toBe(true)
  })

  it('waits for a new folder that another one made', async () => {
    const dir = join(temporaryFolder(), 'files')
    const [first, second] = neighbours()
    const disk = watchedDisk()
    let folderOnDisk = () => {}
    const syncFolder = async (path: string) => {
      if (path === dir) await new Promise<void>((resolve) => (folderOnDisk = resolve))
      await disk.syncFolder(path)
    }
    const blobs = createBlobs(dir, { ...disk, syncFolder })
    const one = watched(blobs.put(first, async () => {}))
    await vi.waitFor(() => expect(existsSync(dirname(pathOf(dir, first)))).toBe(true))
    const other = watched(blobs.put(second, async () => {}))
    await vi.waitFor(() => expect(disk.asked).toHaveLength(2))
    expect([await one.isDone(), await other.isDone()]).toEqual([false, false])
    folderOnDisk()
    await Promise.all([one.end, other.end])
  })

  it('fails with the folder that another one made', async () => {
    const dir = join(temporaryFolder(), 'files')
    const [first, second] = neighbours()
    const disk = watchedDisk()
    let fail = () => {}
    const syncFolder = (path: string) =>
      path === dir
        ? new Promise<void>((_resolve, reject) => (fail = () => reject(new Error('EIO'))))
        : disk.syncFolder(path)
    const blobs = createBlobs(dir, { ...disk, syncFolder })
    const puts = [first, second].map((bytes) => blobs.put(bytes, async () => {}))
    const ends = Promise.allSettled(puts)
    await vi.waitFor(() => expect(disk.asked).toHaveLength(2))
    await vi.waitFor(() => expect(existsSync(dirname(pathOf(dir, first)))).toBe(true))
    await watched(ends).isDone()
    fail()
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  it('is written once by however many store it at the same moment', async () => {
    const dir = join(temporaryFolder(), 'files')
    const disk = watchedDisk()
    const blobs = createBlobs(dir, disk)
    const puts = Array.from({ length: 20 }, () => blobs.put(Buffer.from(content), async () => {}))
    await Promise.all(puts)
    expect(disk.asked.map(({ what }) => what)).toEqual(['file', 'folder', 'folder'])
  })

  it('that a killed process had stored already gets its names synced all the same', async () => {
    const dir = join(temporaryFolder(), 'files')
    const bytes = Buffer.from(content)
    await createBlobs(dir).put(bytes, async () => {})
    const disk = watchedDisk()
    await createBlobs(dir, disk).put(bytes, async () => {})
    expect(disk.asked.map(({ path }) => path)).toEqual([dir, dirname(pathOf(dir, bytes))])
  })

  it('is not put to use, and leaves nothing half-made, when the disk fails', async () => {
    for (const which of ['syncFile', 'syncFolder'] as const) {
      const dir = join(temporaryFolder(), 'files')
      const disk = { ...watchedDisk(), [which]: () => Promise.reject(new Error('EIO')) }
      const use = vi.fn(async () => {})
      await expect(createBlobs(dir, disk).put(Buffer.from(content), use)).rejects.toThrow('EIO')
      expect(use).not.toHaveBeenCalled()
      expect(filesOf(dir)).toEqual([])
    }
  })

  it('is tried again after the disk failed', async () => {
    const dir = join(temporaryFolder(), 'files')
    let broken = true
    const disk = watchedDisk()
    const syncFolder = (path: string) =>
      broken ? Promise.reject(new Error('EIO')) : disk.syncFolder(path)
    const blobs = createBlobs(dir, { ...disk, syncFolder })
    await expect(blobs.put(Buffer.from(content), async () => {})).rejects.toThrow('EIO')
    broken = false
    await blobs.put(Buffer.from(content), async () => {})
    expect(disk.asked.map(({ what }) => what)).toEqual(['file', 'file', 'folder', 'folder'])
  })
})
