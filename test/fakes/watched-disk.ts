/** The real disk, watched, and slow when a test wants it to be. */
import { realDisk, type Disk } from '../../main/bridge/base/disk.ts'

export interface WatchedDisk extends Disk {
  /** What was asked of it, with what `look` gave just before the disk did it. */
  asked: { what: 'file' | 'folder'; path?: string; seen: unknown }[]
  /** From now on each call waits for its own `release`, oldest first. */
  hold(): void
  release(): void
}

export function watchedDisk(look: () => unknown = () => undefined): WatchedDisk {
  const asked: WatchedDisk['asked'] = []
  const waiting: (() => void)[] = []
  let holding = false
  const turn = () =>
    holding ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve()
  return {
    asked,
    hold: () => void (holding = true),
    release: () => waiting.shift()?.(),
    async syncFile(file) {
      asked.push({ what: 'file', seen: look() })
      await turn()
      await realDisk.syncFile(file)
    },
    async syncFolder(path) {
      asked.push({ what: 'folder', path, seen: look() })
      await turn()
      await realDisk.syncFolder(path)
    },
  }
}
