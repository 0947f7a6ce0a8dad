/** Replaces a file so that a crash leaves the old content or the new, never a part (POSIX rename). */
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { realDisk, type Disk } from './disk.ts'

export async function writeFileAtomically(
  path: string,
  content: string | Buffer,
  mode = 0o600,
  disk: Disk = realDisk,
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      await file.writeFile(content)
      await disk.syncFile(file)
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await disk.syncFolder(dirname(path))
}
