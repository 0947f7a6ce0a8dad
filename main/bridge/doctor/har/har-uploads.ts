/**
 * HAR files on their way in, piece by piece. Nothing of them is written to disk, and only the steps
 * of a sign-in are kept until the last piece; a file nobody goes on with makes room for the next.
 */
import { randomUUID } from 'node:crypto'
import { BridgeError } from '../../base/errors.ts'
import type { AboutHere } from '../../explain/explain-text.ts'
import type { Diagnosis } from './diagnose.ts'
import { createHarReader, type HarReader } from './har-reader.ts'

/** A person reads one file; two windows may do so at once. */
const mostAtOnce = 4

export interface HarUploads {
  /** Without `upload` a new file begins. */
  piece(given: { upload?: string | undefined; text: string; last: boolean }): Promise<{
    upload: string
    diagnosis: Diagnosis | null
  }>
}

export function createHarUploads(about: () => AboutHere): HarUploads {
  /** The one written to longest ago comes first. */
  const readers = new Map<string, HarReader>()

  function take(upload: string): HarReader {
    const reader = readers.get(upload)
    if (!reader) throw new BridgeError('har-upload-unknown')
    readers.delete(upload)
    return reader
  }

  return {
    async piece({ upload: known, text, last }) {
      const reader = known === undefined ? createHarReader() : take(known)
      const upload = known ?? randomUUID()
      reader.write(text)
      if (last) return { upload, diagnosis: await reader.end(about()) }
      readers.set(upload, reader)
      for (const [oldest] of readers) if (readers.size > mostAtOnce) readers.delete(oldest)
      return { upload, diagnosis: null }
    },
  }
}
