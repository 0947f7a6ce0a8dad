/**
 * Shared files: named, versioned, readable by everybody. Whether a writer has seen the newest
 * version is checked inside the write, so of two who race exactly one wins. Deleting adds a
 * version that says so; the versions before it stay, and the numbers go on when the name returns.
 */
import { BridgeError } from '../../base/errors.ts'
import type { Outcome, Parts } from '../deps.ts'
import { bytesFrom, mimeTypeOf, textFrom } from './file-content.ts'
import { requireFileName } from './file-names.ts'
import {
  currentFile,
  fileVersion,
  isReferenced,
  listContents,
  listFiles,
  versionsOf,
} from './file-rows.ts'
import type { CurrentFile } from './file-rows.ts'
import { addVersion, type NewVersion } from './file-versions.ts'
import { requireParticipant } from '../participants.ts'
import type { Hold, Storage } from './storage.ts'
import { databaseBytes } from '../../store/disk-reserve.ts'
import { indexBytes, indexWords, maxIndexedBytes } from '../search/search-index.ts'
import type { Conversation } from '../types.ts'
import type { SharedFile } from './file-types.ts'

const maxOrphanedBytes = 256 * 1024 * 1024

/** A version that is not a deletion. */
type NewContent = NewVersion & { sha256: string }

export function createFiles(
  parts: Parts,
  storage: Storage,
): Pick<
  Conversation,
  'files' | 'fileVersions' | 'readFile' | 'writeFile' | 'deleteFile' | 'contents' | 'sweepFiles'
> {
  const { store, blobs, commit, clock, limits } = parts
  const sweepFiles = () => blobs.sweep((sha256) => isReferenced(store, sha256))
  let orphaned = 0

  function write(
    next: NewContent,
    words: string,
    hold: Hold,
    ifVersion?: number,
  ): Outcome<SharedFile> {
    const before = currentFile(store, next.name)
    if (before && !before.deleted && before.name !== next.name) {
      throw new BridgeError('invalid-file-name', {
        name: next.name,
        reason: `there is already "${before.name}", which only differs in how it is written`,
      })
    }
    requireVersion(next.name, before, ifVersion)
    hold.take(next.sha256)
    const { seq, version, writtenAt } = addVersion(store, clock.now(), before, next)
    indexWords(store, seq, words)
    return {
      result: {
        name: next.name,
        version,
        size: next.size,
        mimeType: next.mimeType,
        sha256: next.sha256,
        writtenBy: next.by,
        writtenAt,
        ...(next.ownerPart && { ownerPart: next.ownerPart }),
      },
      events: eventsOf(next.name, version, false, next.by, seq),
    }
  }

  function remove(by: string, name: string, ifVersion?: number) {
    const before = requireCurrent(name)
    requireVersion(name, before, ifVersion)
    const mimeType = mimeTypeOf(name, false)
    const gone = { name, sha256: null, size: 0, mimeType, by }
    const { seq, version } = addVersion(store, clock.now(), before, gone)
    return {
      result: { name, deletedVersion: before.version },
      events: eventsOf(name, version, true, by, seq),
    }
  }

  /** A lost race leaves its content on the disk, referred to by nothing; many are cleared away. */
  function leftBehind(size: number): void {
    orphaned += size
    if (orphaned < maxOrphanedBytes) return
    orphaned = 0
    sweepFiles()
  }

  function requireCurrent(name: string): CurrentFile {
    const current = currentFile(store, name)
    if (current && !current.deleted && current.name === name) return current
    throw new BridgeError('unknown-file', { name })
  }

  /** Versions outlive the file: an old one can be read after a deletion, by its number. */
  function find(name: string, wanted: number | undefined): SharedFile {
    const version = wanted ?? requireCurrent(name).version
    const file = fileVersion(store, name, version)
    if (file && file.name === name) return file
    const newest = versionsOf(store, name).find(({ deleted }) => !deleted)
    if (!newest) throw new BridgeError('unknown-file', { name })
    throw new BridgeError('unknown-file-version', { name, version, newest: newest.version })
  }

  return {
    files: () => listFiles(store),
    contents: () => listContents(store),
    sweepFiles,

    fileVersions(name) {
      const versions = versionsOf(store, requireFileName(name))
      if (versions.length === 0) throw new BridgeError('unknown-file', { name })
      return versions
    },

    async readFile(name, options = {}) {
      const file = find(requireFileName(name), options.version)
      const bytes = await blobs.get(file.sha256)
      if (!bytes) throw new BridgeError('file-damaged', { name, version: file.version })
      const text = options.encoding === 'base64' ? undefined : textFrom(bytes)
      if (text !== undefined) return { ...file, encoding: 'utf-8', content: text }
      if (options.encoding === 'utf-8') {
        throw new BridgeError('invalid-input', {
          problem: `"${name}" is not UTF-8 text; read it with encoding "base64".`,
        })
      }
      return { ...file, encoding: 'base64', content: bytes.toString('base64') }
    },

    async writeFile(by, { name, content, encoding = 'utf-8', ifVersion, ownerPart }) {
      requireParticipant(store, by)
      requireFileName(name)
      const bytes = bytesFrom(content, encoding)
      const size = bytes.byteLength
      if (size > limits.fileBytes) {
        throw new BridgeError('file-too-large', { size, limit: limits.fileBytes })
      }
      // Early, so that a lost race does not cost a blob; it is checked again inside the write.
      requireVersion(name, currentFile(store, name), ifVersion)
      const text = textFrom(bytes)
      const mimeType = mimeTypeOf(name, text !== undefined)
      const words = text !== undefined && size <= maxIndexedBytes ? `${name}\n${text}` : name
      store.room.require(size + databaseBytes(indexBytes(words)))
      const hold = storage.hold(size)
      try {
        return await blobs.put(bytes, (sha256) =>
          commit(() =>
            write({ name, sha256, size, mimeType, by, ownerPart }, words, hold, ifVersion),
          ),
        )
      } catch (error) {
        hold.undo()
        leftBehind(size)
        throw error
      }
    },

    async deleteFile(by, name, ifVersion) {
      requireParticipant(store, by)
      requireFileName(name)
      return commit(() => remove(by, name, ifVersion))
    },
  }
}

/** A writer who names the version they have seen must have seen the newest. 0: there is none. */
function requireVersion(name: string, current: CurrentFile | undefined, ifVersion?: number): void {
  const version = current && !current.deleted ? current.version : 0
  if (ifVersion !== undefined && ifVersion !== version) {
    throw new BridgeError('file-changed', { name, current: version, expected: ifVersion })
  }
}

const eventsOf = (name: string, version: number, deleted: boolean, by: string, seq: number) => [
  { type: 'file' as const, name, version, deleted, by },
  { type: 'log' as const, seq },
]
