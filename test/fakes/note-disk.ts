/** The disk under the notes of the ledger: the real one, until it is full. */
import { writeSync } from 'node:fs'
import type { NoteFileDeps } from '../../main/bridge/ledger/note-file.ts'

export interface NoteDisk {
  full: boolean
  write: NonNullable<NoteFileDeps['write']>
}

/** As Linux does it: what still fits is written, and the next write fails. */
export function noteDisk(): NoteDisk {
  const disk: NoteDisk = {
    full: false,
    write(file, bytes, from, length, at) {
      if (!disk.full) return writeSync(file, bytes, from, length, at)
      if (from === 0 && length > 1) return writeSync(file, bytes, 0, Math.floor(length / 2), at)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    },
  }
  return disk
}
