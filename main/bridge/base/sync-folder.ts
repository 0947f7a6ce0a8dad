/** Puts names on disk: a file that was made or renamed is there after a power cut only once its folder is. */
import { open } from 'node:fs/promises'

/** fsync of a folder. Windows cannot open folders and needs no sync. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
