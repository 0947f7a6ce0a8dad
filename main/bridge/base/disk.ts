/**
 * Puts on disk what has to survive a power cut: the content of a file, and the names in a folder (one
 * that was made or renamed is there afterwards only once its folder is). A port, so that tests can
 * see when it is asked and what has to wait for it: no killed process loses what was only written.
 */
import { open, type FileHandle } from 'node:fs/promises'

export interface Disk {
  /** fsync of a file that was written. */
  syncFile(file: FileHandle): Promise<void>
  /** fsync of a folder. */
  syncFolder(path: string): Promise<void>
}

export const realDisk: Disk = {
  syncFile: (file) => file.sync(),

  async syncFolder(path) {
    // Windows cannot open folders and needs no sync.
    if (process.platform === 'win32') return
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  },
}
