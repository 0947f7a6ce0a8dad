/** Shared files as rows: the newest version of each name, and every version there was. */
import type { Store } from '../../store/types.ts'
import { fileKey } from './file-names.ts'
import { ownerPartFrom } from '../message-rows.ts'
import { integer, iso, text, textOrNull, type Row } from '../rows.ts'
import type { FileVersion, SharedFile } from './file-types.ts'

const columns = `v.seq, v.name, v.version, v.sha256, v.size, v.mime_type, v.written_by, v.written_at,
  (SELECT l.owner_part FROM log l WHERE l.seq = v.seq) AS owner_part`

/** Not removed for good. */
export const kept = 'NOT EXISTS (SELECT 1 FROM purged p WHERE p.seq = v.seq)'

export interface CurrentFile {
  name: string
  version: number
  seq: number
  deleted: boolean
}

/** The newest state of a name in any capitals, deleted or not. */
export function currentFile(store: Store, name: string): CurrentFile | undefined {
  const row = store
    .statement('SELECT name, version, seq, deleted FROM files WHERE key = ?')
    .get(fileKey(name))
  if (!row) return undefined
  return {
    name: text(row, 'name'),
    version: integer(row, 'version'),
    seq: integer(row, 'seq'),
    deleted: integer(row, 'deleted') === 1,
  }
}

export function fileVersion(store: Store, name: string, version: number): SharedFile | undefined {
  const row = store
    .statement(
      `SELECT ${columns} FROM file_versions v
       WHERE v.key = ? AND v.version = ? AND v.sha256 IS NOT NULL AND ${kept}`,
    )
    .get(fileKey(name), version)
  return row && sharedFileFrom(row)
}

/** Every version, newest first, and the deletions between them. */
export const versionsOf = (store: Store, name: string): FileVersion[] =>
  store
    .statement(
      `SELECT ${columns} FROM file_versions v
       WHERE v.key = ? AND ${kept} ORDER BY v.version DESC`,
    )
    .all(fileKey(name))
    .map((row) => {
      const sha256 = textOrNull(row, 'sha256')
      return { ...versionFrom(row), sha256, deleted: sha256 === null }
    })

/** The newest version of every file that is not deleted, by name. */
export const listFiles = (store: Store): SharedFile[] =>
  store
    .statement(
      `SELECT ${columns} FROM files f JOIN file_versions v ON v.seq = f.seq
       WHERE f.deleted = 0 ORDER BY f.key`,
    )
    .all()
    .map(sharedFileFrom)

/** Whether any version has this content. */
export const isReferenced = (store: Store, sha256: string): boolean =>
  store
    .statement(`SELECT 1 FROM file_versions v WHERE v.sha256 = ? AND ${kept} LIMIT 1`)
    .get(sha256) !== undefined

/** The hashes of all contents that are kept. */
export const listContents = (store: Store): string[] =>
  store
    .statement(
      `SELECT DISTINCT v.sha256 FROM file_versions v WHERE v.sha256 IS NOT NULL AND ${kept}`,
    )
    .all()
    .map((row) => text(row, 'sha256'))

/** What the chain vouches for: every field of a version, also of one that says "deleted". */
export const aboutVersion = (row: Row): unknown => [
  integer(row, 'seq'),
  text(row, 'name'),
  integer(row, 'version'),
  textOrNull(row, 'sha256'),
  integer(row, 'size'),
  text(row, 'mime_type'),
  text(row, 'written_by'),
  integer(row, 'written_at'),
]

const sharedFileFrom = (row: Row): SharedFile => ({
  ...versionFrom(row),
  sha256: text(row, 'sha256'),
})

function versionFrom(row: Row): Omit<SharedFile, 'sha256'> {
  return {
    name: text(row, 'name'),
    version: integer(row, 'version'),
    size: integer(row, 'size'),
    mimeType: text(row, 'mime_type'),
    writtenBy: text(row, 'written_by'),
    writtenAt: iso(integer(row, 'written_at')),
    ...ownerPartFrom(row),
  }
}
