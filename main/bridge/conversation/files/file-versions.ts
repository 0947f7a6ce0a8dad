/** Appending a version to a shared file: the log, the version, the newest state, the counter. */
import type { Store } from '../../store/types.ts'
import { append } from '../log/chain.ts'
import { fileKey } from './file-names.ts'
import { aboutVersion, type CurrentFile } from './file-rows.ts'
import { iso } from '../rows.ts'
import { forgetWords } from '../search/search-index.ts'
import type { OwnerPart } from '../message-types.ts'

export interface NewVersion {
  name: string
  /** Null: the file is deleted by this version. */
  sha256: string | null
  size: number
  mimeType: string
  by: string
  ownerPart?: OwnerPart | undefined
}

/** Makes `next` the newest version; only inside a write. */
export function addVersion(
  store: Store,
  at: number,
  before: CurrentFile | undefined,
  next: NewVersion,
): { seq: number; version: number; writtenAt: string } {
  const { name, sha256, size, mimeType, by, ownerPart } = next
  const version = (before?.version ?? 0) + 1
  const deleted = sha256 === null
  const row = { name, version, sha256, size, mime_type: mimeType, written_by: by, written_at: at }
  const seq = append(store, {
    kind: deleted ? 'file-deleted' : 'file-written',
    at,
    by,
    thread: null,
    ref: name,
    text: deleted
      ? `deleted ${name} (version ${version - 1})`
      : `wrote ${name} (version ${version})`,
    about: (seq) => aboutVersion({ ...row, seq }),
    ...(ownerPart && { ownerPart }),
  })
  store
    .statement(
      `INSERT INTO file_versions
         (seq, key, name, version, sha256, size, mime_type, written_by, written_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(seq, fileKey(name), name, version, sha256, size, mimeType, by, at)
  replaceNewest(store, before, { name, version, seq, deleted })
  return { seq, version, writtenAt: iso(at) }
}

function replaceNewest(store: Store, before: CurrentFile | undefined, now: CurrentFile): void {
  store
    .statement(
      `INSERT INTO files (key, name, version, seq, deleted) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET name = excluded.name, version = excluded.version,
         seq = excluded.seq, deleted = excluded.deleted`,
    )
    .run(fileKey(now.name), now.name, now.version, now.seq, now.deleted ? 1 : 0)
  const wasThere = before !== undefined && !before.deleted
  if (wasThere) forgetWords(store, before.seq)
  store
    .statement('UPDATE conversation SET files = files + ?')
    .run((now.deleted ? 0 : 1) - (wasThere ? 1 : 0))
}
